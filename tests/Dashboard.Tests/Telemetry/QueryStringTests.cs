using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Filters;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class QueryStringTests
{
    [Theory]
    [InlineData("http.route:eq:/api/cart", "http.route", FilterCondition.Equals, "/api/cart")]
    [InlineData("url:contains:http://a:80", "url", FilterCondition.Contains, "http://a:80")]
    [InlineData("a%3Ab:ne:", "a:b", FilterCondition.NotEquals, "")]
    [InlineData("x:exists", "x", FilterCondition.Exists, "")]
    public void A_filter_is_read_and_written(string text, string field, FilterCondition condition, string value)
    {
        var filter = FieldFilter.Parse(text);

        Assert.Equal(new(field, condition, value), filter);
        Assert.Equal(text, filter.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData(":eq:1")]
    [InlineData("x:like:1")]
    [InlineData("x:eq")]
    public void What_is_no_filter_is_not_read(string text) => Assert.False(FieldFilter.TryParse(text, out _));

    [Theory]
    [InlineData("250ms", 2_500_000)]
    [InlineData("1.5s", 15_000_000)]
    [InlineData("2m", 1_200_000_000)]
    [InlineData("300us", 3_000)]
    [InlineData("100ns", 1)]
    [InlineData("1h", 36_000_000_000)]
    public void A_duration_has_a_unit(string text, long ticks)
    {
        var isDuration = QueryDuration.TryParse(text, out var duration);

        Assert.Equal((true, ticks), (isDuration, duration.Ticks));
        Assert.True(QueryDuration.TryParse(QueryDuration.Format(duration), out var again) && again == duration);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("ms")]
    [InlineData("-1s")]
    [InlineData("1e99h")]
    [InlineData("99999999999999999999h")]
    public void What_is_no_duration_is_not_read(string text) => Assert.False(QueryDuration.TryParse(text, out _));

    [Theory]
    [InlineData("2026-05-28T20:26:40Z")]
    [InlineData("2026-05-28T22:26:40+02:00")]
    [InlineData("1780000000000000000")]
    public void A_time_is_a_number_or_a_date(string text) => Assert.True(QueryTime.TryParse(text, out var time) && time == Noon);

    [Fact]
    public void A_query_for_traces_is_written_as_it_is_read()
    {
        TraceQuery query = new()
        {
            Resources = ["cart", "ad"],
            Text = "Add & remove",
            HasError = true,
            MinDuration = TimeSpan.FromMilliseconds(1.5),
            Filters = [new("a:b", FilterCondition.GreaterThan, "5")],
            Until = Noon,
        };
        var link = TelemetryQueryString.Of(query);

        Assert.StartsWith("?resource=cart&resource=ad&text=Add%20%26%20remove&filter=", link.Value);
        Assert.Equal(link, TelemetryQueryString.Of(Reader(link).Traces()));
    }

    [Fact]
    public void A_query_for_logs_is_written_as_it_is_read()
    {
        LogQuery query = new() { MinSeverity = SeverityNumber.Warn, TraceId = TraceIdOf(1), SpanId = SpanIdOf(2), Skip = 200, Take = 50 };
        var link = TelemetryQueryString.Of(query);

        Assert.Equal("?severity=warn&traceId=00000000000000000000000000000001&spanId=0000000000000002&skip=200&limit=50", link.Value);
        Assert.Equal(link, TelemetryQueryString.Of(Reader(link).Logs()));
    }

    [Fact]
    public void Each_value_that_cannot_be_read_is_complained_about()
    {
        var reader = Reader(new("?severity=loud&limit=0&traceId=12&filter=x&from=soon&minDuration="));
        reader.Logs();

        Assert.Equal(
        [
            "severity: 'loud' is not one of trace, debug, info, warn, error, fatal.",
            "traceId: '12' is not 32 hexadecimal digits.",
            "filter: 'x' is not field:op:value with op one of eq, ne, contains, ncontains, gt, gte, lt, lte, exists, nexists.",
            "from: 'soon' is not a time: Unix nanoseconds or RFC 3339.",
            "limit: '0' is not a whole number from 1 to 10000.",
        ], reader.Complaints);
    }

    [Fact]
    public void A_link_changes_one_thing()
    {
        var query = new QueryCollection(QueryHelpers.ParseQuery("?resource=cart&text=x&skip=50"));

        Assert.Equal("?resource=cart&skip=50&text=y", TelemetryQueryString.With(query, "text", "y").Value);
        Assert.Equal("?resource=cart&text=x", TelemetryQueryString.With(query, "skip").Value);
    }

    private static TelemetryQueryReader Reader(QueryString query) => new(new QueryCollection(QueryHelpers.ParseQuery(query.Value)));
}
