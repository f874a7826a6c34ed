using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

public sealed class SmokeTestTests
{
    [Fact]
    public async Task The_smoke_test_fills_a_cart_and_orders_it_once()
    {
        await using var shop = await TestServer.StartAsync((request, _) =>
            request.Path == "/api/checkout" ? Results.Json(new { orderId = "01a1fcd6" }) : Results.Json(new { }));

        Assert.Contains("took order 01a1fcd6", (await RunAsync(shop)).Succeeded(), StringComparison.Ordinal);
        Assert.Equal(["/api/cart", "/api/checkout"], shop.Requests.Select(request => request.Target));
        Assert.All(shop.Requests, request => Assert.StartsWith("smoke-test-", JsonDocument.Parse(request.Body).RootElement.GetProperty("userId").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_order_fails_the_smoke_test()
    {
        await using var shop = await TestServer.StartAsync((request, _) =>
            request.Path == "/api/checkout" ? Results.Json(new { title = "declined" }, statusCode: 422) : Results.Json(new { }));

        Assert.Contains("refuses a request of the smoke test: /api/checkout", (await RunAsync(shop)).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_an_order_fails_the_smoke_test()
    {
        await using var shop = await TestServer.StartAsync((_, _) => Results.Text("<html>maintenance</html>"));

        Assert.Contains("answered without an order", (await RunAsync(shop)).Failed(), StringComparison.Ordinal);
    }

    [Theory, InlineData("CHG0012345", true), InlineData("CHG12345", false), InlineData("", false), InlineData("CHG0012345; rm -rf /", false)]
    public async Task A_change_ticket_is_CHG_and_seven_digits(string ticket, bool accepted)
    {
        var outcome = await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/check-ticket.sh", [ticket]);

        Assert.Equal(accepted, outcome.ExitCode == 0);
    }

    private static Task<Outcome> RunAsync(TestServer shop) => Programs.ScriptAsync(
        Checkout.Root, "eng/pipelines/smoke-test.sh", [shop.Address], new Dictionary<string, string> { ["SMOKE_RETRIES"] = "0" });
}
