using System.Diagnostics;

namespace OtelShop.Frontend.Tests;

public sealed class TelemetryTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_request_bears_the_session_and_the_origin_of_its_caller()
    {
        var span = await SpanOfAsync("/api/currency", "baggage", "session.id=s-1,enduser.id=u-1,synthetic_request=true", tag: "session.id", value: "s-1");

        Assert.Equal("u-1", span.GetTagItem("enduser.id"));
        Assert.Equal("true", span.GetTagItem("demo.synthetic_request"));
    }

    [Fact]
    public async Task A_page_bears_its_visitor_and_hands_it_on()
    {
        // A UUID of version 8 from the SHA-256 of the cookie's key.
        const string visitor = "6704e007-afaf-8200-9ab9-ddf89cbfa0e6";

        var span = await SpanOfAsync("/cart", "Cookie", "otelshop-session=3f2504e0-4f89-41d3-9a0c-0305e82c3301.EUR", tag: "session.id", value: visitor);

        Assert.Equal("EUR", span.GetTagItem("demo.user_context.selected_currency"));
        Assert.Equal(visitor, span.GetBaggageItem("enduser.id"));
    }

    /// <summary>The finished span of this request; others run beside it in the same process.</summary>
    private async Task<Activity> SpanOfAsync(string path, string header, string content, string tag, string value)
    {
        var finished = new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => { if (span.GetTagItem(tag) as string == value) { finished.TrySetResult(span); } },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { header, content } } };
        using var response = await fixture.Client().SendAsync(request);
        return await finished.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
