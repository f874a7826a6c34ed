using OtelShop.Dashboard.Telemetry.Traces;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class HorizonTests
{
    private readonly Horizon _horizon = new();
    private readonly Stores _stores = new();

    [Fact]
    public void What_began_last_of_all_that_was_forgotten_counts()
    {
        _horizon.Forget("cart", 5, 100);
        _horizon.Forget("cart", 3, 100);

        Assert.Equal((5, 0), (_horizon.ForgottenUntil("cart"), _horizon.ForgottenUntil("ad")));
    }

    [Fact]
    public void Nothing_that_is_still_to_come_is_forgotten()
    {
        _horizon.Forget("cart", 500, 100);

        Assert.Equal(100, _horizon.ForgottenUntil("cart"));
    }

    [Fact]
    public void However_many_services_forget_something_none_of_it_counts_as_kept()
    {
        for (var service = 1; service <= 5_000; service++)
            _horizon.Forget($"service{service}", service, 10_000);

        Assert.All(Enumerable.Range(1, 5_000), service => Assert.InRange(_horizon.ForgottenUntil($"service{service}"), service, 5_000));
    }

    [Fact]
    public void Spans_that_make_room_are_forgotten()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1, start: 7, end: 9)));

        _stores.Traces.GiveUpOldest();

        Assert.Equal(Noon + (7 * Millisecond), _stores.Traces.Horizon.ForgottenUntil("cart"));
    }

    [Fact]
    public void A_span_that_is_sent_again_is_not_forgotten()
    {
        _stores.Traces.Add(Request("cart", Span(1, 1)));
        _stores.Traces.Add(Request("cart", Span(1, 1)));

        Assert.Equal(0, _stores.Traces.Horizon.ForgottenUntil("cart"));
    }
}
