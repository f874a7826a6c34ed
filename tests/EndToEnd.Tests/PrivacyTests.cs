using System.Net;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests;

/// <summary>Searches the telemetry and the console lines of all other tests; so it runs last.</summary>
[Collection(ShopCollection.Name)]
public sealed class PrivacyTests(RunningShop shop)
{
    [Fact]
    public async Task Telemetry_and_console_have_no_card_no_code_no_mail_address_and_no_street()
    {
        var orders = new List<JsonObject>();
        foreach (var person in People.Orders)
            orders.Add(await BuyAsync(person));
        await RefusedAsync(order => order["creditCard"]!["creditCardNumber"] = "4432-8015-6152-0455");
        await RefusedAsync(order => order["creditCard"]!["creditCardExpirationYear"] = 2020);
        await RefusedAsync(order => order["creditCard"]!["creditCardCvv"] = 67_2672);
        await RefusedAsync(order => order["email"] = "not.a.user@example..com");
        await ConfirmedAsync(orders.Select(order => $"{order["orderId"]}"));

        var personal = shop.SearchPersonalData();

        Assert.True(personal.Searched > 10_000, $"{personal.Searched} texts are not a run of the shop.");
        Assert.Empty(personal.Findings);
    }

    private async Task<JsonObject> BuyAsync(JsonObject person)
    {
        var shopper = new Shopper(shop.Storefront);
        (await shopper.AddAsync("OLJCESPC7Z", 1)).EnsureSuccessStatusCode();
        using var answer = await shopper.CheckOutAsync($"{person["userCurrency"]}", order =>
        {
            foreach (var (name, value) in person)
                order[name] = value?.DeepClone();
        });
        return (await JsonNode.ParseAsync(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync()))!.AsObject();
    }

    private async Task RefusedAsync(Action<JsonObject> spoil)
    {
        var shopper = new Shopper(shop.Storefront);
        (await shopper.AddAsync("OLJCESPC7Z", 1)).EnsureSuccessStatusCode();
        using var answer = await shopper.CheckOutAsync("USD", spoil);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    // The mail is the last thing that has to do with the address.
    private Task ConfirmedAsync(IEnumerable<string> orders)
    {
        var telemetry = shop.ObserveTelemetry(DateTimeOffset.UnixEpoch);
        return Eventually.HoldsAsync("every order is confirmed in the log", () => Task.FromResult(
            orders.All(order => telemetry.Logs("email", log => log.EventName == "email.confirmation_sent" && log.Attributes["demo.order.id"] == order).Any())));
    }
}
