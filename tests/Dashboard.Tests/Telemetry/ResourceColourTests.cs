using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.Tests.Telemetry;

public sealed class ResourceColourTests
{
    private static readonly string[] Shop =
    [
        "accounting", "ad", "cart", "checkout", "currency", "email", "fraud-detection", "frontend", "payment", "product-catalog", "quote", "recommendation", "shipping",
    ];

    [Fact]
    public void No_two_services_of_the_shop_share_a_colour() => Assert.Equal(Shop.Length, Shop.Select(ResourceColour.Of).Distinct().Count());

    [Fact]
    public void Any_name_has_one_of_the_colours() =>
        Assert.All(["", "x", "übergroß", new string('a', 10_000)], name => Assert.InRange(ResourceColour.Of(name), 0, ResourceColour.Count - 1));
}
