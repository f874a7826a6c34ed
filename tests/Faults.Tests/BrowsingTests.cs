using System.Collections.Concurrent;

namespace OtelShop.Faults.Tests;

/// <summary>Many users at once, without any fault.</summary>
public sealed class BrowsingTests(TestShop shop) : IClassFixture<TestShop>
{
    private const int Visitors = 40;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Forty_users_who_browse_and_buy_for_a_minute_see_no_error()
    {
        var refusals = new ConcurrentBag<string>();
        using var storefront = shop.Storefront;
        var visitors = Enumerable.Range(0, Visitors).Select(number => new Visitor(storefront, number, refusals)).ToList();

        await Task.WhenAll(visitors.Select(visitor => visitor.VisitAsync(Duration)));

        TestContext.Current.SendDiagnosticMessage(
            "{0} users, {1} requests, {2} orders, {3} errors", Visitors, visitors.Sum(visitor => visitor.Requests), visitors.Sum(visitor => visitor.Orders), refusals.Count);
        Assert.Empty(refusals.CountBy(refusal => refusal).Select(refusal => $"{refusal.Value} × {refusal.Key}"));
    }
}
