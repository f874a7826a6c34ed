namespace Aspire.Hosting.Tests.Model;

public sealed class NamingTests : IDisposable
{
    private readonly Drawing _drawing = new();

    [Theory]
    [InlineData("a")]
    [InlineData("product-catalog")]
    [InlineData("Valkey2")]
    public void A_name_of_letters_digits_and_hyphens_is_accepted(string name) =>
        Assert.Equal(name, _drawing.Builder.AddContainer(name, "image").Resource.Name);

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("-cart")]
    [InlineData("cart-")]
    [InlineData("product--catalog")]
    [InlineData("product_catalog")]
    [InlineData("käse")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde")]
    public void A_name_that_is_no_host_name_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => _drawing.Builder.AddContainer(name, "image"));

    [Fact]
    public void An_endpoint_is_named_by_the_same_rule() =>
        Assert.Throws<ArgumentException>(() => _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(name: "grpc_1"));

    [Fact]
    public void Two_resources_cannot_have_one_name_whatever_its_case()
    {
        _drawing.Builder.AddContainer("cart", "image");

        var error = Assert.Throws<DistributedApplicationException>(() => _drawing.Builder.AddParameter("Cart"));
        Assert.Contains("'Cart'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_came_twice_behind_the_builders_back_is_found_at_the_end()
    {
        _drawing.Builder.AddContainer("cart", "image");
        _drawing.Builder.Resources.Add(new ContainerResource("CART"));

        Assert.Throws<DistributedApplicationException>(() => _drawing.Builder.Build());
    }

    public void Dispose() => _drawing.Dispose();
}
