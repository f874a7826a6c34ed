using System.Net;
using Aspire.Hosting.Testing;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class DashboardTests(RunningShop shop)
{
    [Fact]
    public async Task Every_resource_of_the_shop_is_on_the_first_page()
    {
        var page = await shop.Dashboard.GetStringAsync("/");

        Assert.All(["frontend", "checkout", "cart", "postgres", "checkout-database", "kafka", "valkey-cart"], name => Assert.Contains($"href=\"/resource/{name}\"", page));
    }

    [Fact]
    public async Task No_password_of_the_shop_is_in_any_page_about_its_resources()
    {
        var password = (await shop.Application.GetConnectionStringAsync("postgres"))!.Split("Password=")[1].Split(';')[0];

        foreach (var path in (string[])["/resource/checkout", "/resource/accounting", "/resource/postgres", "/resource/postgres-password", "/resource/checkout/env", "/?view=parameters"])
            Assert.DoesNotContain(password, WebUtility.HtmlDecode(await shop.Dashboard.GetStringAsync(path)));
    }

    [Fact]
    public async Task The_console_of_a_service_can_be_read() =>
        Assert.Contains("Reading topic orders", await shop.Dashboard.GetStringAsync("/consolelogs/resource/accounting"));
}
