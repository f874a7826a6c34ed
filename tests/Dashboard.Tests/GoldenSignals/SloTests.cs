using Microsoft.AspNetCore.Http;
using OtelShop.Dashboard.GoldenSignals;

namespace OtelShop.Dashboard.Tests.GoldenSignals;

public sealed class SloTests
{
    [Fact]
    public void Spending_exactly_the_budget_is_burn_one() => Assert.Equal(1, Slo.Standard.Burn(good: 995, all: 1000), precision: 6);

    [Fact]
    public void Nothing_asked_is_nothing_burnt() => Assert.Equal(0, Slo.Standard.Burn(0, 0));

    [Theory]
    [InlineData(500_000_000, false, true)]
    [InlineData(500_000_001, false, false)]
    [InlineData(1, true, false)]
    public void A_good_request_is_quick_and_has_no_error(long duration, bool isError, bool isGood) => Assert.Equal(isGood, Slo.Standard.IsGood(duration, isError));

    [Fact]
    public void The_address_may_ask_for_another_objective() => Assert.Equal("99.9 % without error and within 250 ms", Read("slo=99.9&latency=250ms").ToString());

    [Theory]
    [InlineData("slo=100")]
    [InlineData("slo=many")]
    [InlineData("latency=-1s")]
    [InlineData("latency=0s")]
    public void What_cannot_be_an_objective_is_complained_about(string query)
    {
        List<string> complaints = [];
        Read(query, complaints.Add);

        Assert.Single(complaints);
    }

    private static Slo Read(string query, Action<string>? complain = null) =>
        Slo.Read(new DefaultHttpContext { Request = { QueryString = new("?" + query) } }.Request.Query, complain);
}
