using Oteldemo;

namespace OtelShop.ProductCatalogs.Tests;

public sealed class CatalogTests
{
    private readonly Catalog _catalog = new(
    [
        new Product { Id = "B", Name = "Solar Filter", Description = "Blocks 99.999% of the light" },
        new Product { Id = "A", Name = "Red Flashlight", Description = "Saves your night_vision" },
        new Product { Id = "a", Name = "The Comet Book" },
    ]);

    [Fact]
    public void Products_are_ordered_by_id() => Assert.Equal(["A", "B", "a"], _catalog.Products.Select(product => product.Id));

    [Fact]
    public void Ids_are_exact() => Assert.Null(_catalog.Find("b"));

    [Theory]
    [InlineData("solar", "B")]
    [InlineData("LIGHT", "A,B")]
    [InlineData("%", "B")]
    [InlineData("_", "A")]
    [InlineData("S%r", "")]
    [InlineData("", "A,B,a")]
    [InlineData("telescope", "")]
    public void A_search_looks_for_the_text_itself_in_name_and_description(string text, string found) =>
        Assert.Equal(found, string.Join(',', _catalog.Search(text).Select(product => product.Id)));
}
