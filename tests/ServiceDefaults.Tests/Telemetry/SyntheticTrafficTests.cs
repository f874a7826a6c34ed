using System.Diagnostics;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

public sealed class SyntheticTrafficTests
{
    private static readonly KeyValuePair<string, object?> Currency = new("currency", "EUR");

    [Theory, InlineData("test"), InlineData("bot")]
    public void A_measurement_of_a_check_says_so(string type) => Assert.Equal([Currency, new(SyntheticTraffic.Type, type)], TagsWith(type));

    // Anyone can send baggage.
    [Theory, InlineData(null), InlineData(""), InlineData("anything")]
    public void Other_baggage_makes_no_series(string? type) => Assert.Equal([Currency], TagsWith(type));

    private static KeyValuePair<string, object?>[] TagsWith(string? type)
    {
        using var request = new Activity("request").AddBaggage(SyntheticTraffic.Type, type).Start();
        return [.. SyntheticTraffic.Tags(Currency)];
    }
}
