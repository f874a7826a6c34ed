namespace Aspire.Hosting.Tests.Model;

public sealed class ReferenceTests : IDisposable
{
    private readonly Drawing _drawing = new("--Parameters:key=secret", "--ConnectionStrings:ledger=Host=there");

    [Fact]
    public async Task A_connection_string_comes_under_the_name_of_its_resource()
    {
        var ledger = _drawing.Builder.AddConnectionString("ledger");
        var cart = _drawing.Service("cart").WithReference(ledger);

        Assert.Equal("Host=there", (await Drawing.Environment(cart))["ConnectionStrings__ledger"]);
    }

    [Fact]
    public async Task A_connection_string_comes_under_the_name_that_its_user_gives_it()
    {
        var postgres = _drawing.Builder.AddPostgres("postgres", password: _drawing.Builder.CreateResourceBuilder(Key()));
        var cart = _drawing.Service("cart").WithReference(postgres.AddDatabase("cart-database", "carts"), "carts");
        Drawing.Allocate(postgres, 5432);

        var environment = await Drawing.Environment(cart);

        Assert.Equal("Host=127.0.0.1;Port=5432;Username=postgres;Password=secret;Database=carts", environment["ConnectionStrings__carts"]);
        Assert.Equal("postgresql://postgres:secret@127.0.0.1:5432/carts", environment["CARTS_URI"]);
        Assert.Equal("carts", environment["CARTS_DATABASENAME"]);
    }

    [Fact]
    public async Task A_missing_connection_string_stops_only_who_needs_it()
    {
        var nowhere = _drawing.Builder.AddConnectionString("nowhere");
        var needs = _drawing.Service("needs").WithReference(nowhere);
        var likes = _drawing.Service("likes").WithReference(nowhere, optional: true);

        Assert.DoesNotContain("ConnectionStrings__nowhere", await Drawing.Environment(likes));
        await Assert.ThrowsAsync<MissingParameterValueException>(() => Drawing.Environment(needs));
    }

    [Fact]
    public async Task A_service_is_found_by_scheme_and_by_name_of_its_endpoint()
    {
        var catalog = _drawing.Service("product-catalog", "grpc");
        var frontend = _drawing.Service("frontend").WithReference(catalog);
        Drawing.Allocate(catalog, 5000);

        var environment = await Drawing.Environment(frontend);

        Assert.Equal("http://127.0.0.1:5000", environment["services__product-catalog__http__0"]);
        Assert.Equal("http://127.0.0.1:5000", environment["services__product-catalog__grpc__0"]);
        Assert.Equal("http://127.0.0.1:5000", environment["PRODUCT_CATALOG_GRPC"]);
    }

    [Fact]
    public async Task Endpoints_of_one_scheme_are_numbered_in_their_order()
    {
        var shipping = _drawing.Service("shipping", "grpc", "http");
        var frontend = _drawing.Service("frontend").WithReference(shipping);
        Drawing.Allocate(shipping, 5000);

        var found = (await Drawing.Environment(frontend)).Where(v => v.Key.StartsWith("services__shipping__http", StringComparison.Ordinal)).Order(Comparer<KeyValuePair<string, string>>.Create((a, b) => string.CompareOrdinal(a.Key, b.Key)));

        Assert.Equal(["http://127.0.0.1:5000", "http://127.0.0.1:5001"], found.Select(v => v.Value));
    }

    [Fact]
    public async Task One_endpoint_can_be_used_alone()
    {
        var shipping = _drawing.Service("shipping", "grpc", "http");
        var frontend = _drawing.Service("frontend").WithReference(shipping.GetEndpoint("http"));
        Drawing.Allocate(shipping, 5000);

        var environment = await Drawing.Environment(frontend);

        Assert.Equal("http://127.0.0.1:5001", environment["services__shipping__http__0"]);
        Assert.DoesNotContain("SHIPPING_GRPC", environment.Keys);
    }

    [Fact]
    public async Task A_service_used_twice_is_told_once()
    {
        var cart = _drawing.Service("cart", "grpc");
        var frontend = _drawing.Service("frontend").WithReference(cart).WithReference(cart.GetEndpoint("grpc"));
        Drawing.Allocate(cart, 5000);

        Assert.DoesNotContain("services__cart__http__1", (await Drawing.Environment(frontend)).Keys);
    }

    [Fact]
    public async Task A_service_outside_is_found_like_one_inside()
    {
        var bank = _drawing.Builder.AddExternalService("the-bank", "https://bank.example/");
        var payment = _drawing.Service("payment").WithReference(bank).WithReference("rates", new Uri("https://rates.example/"));

        var environment = await Drawing.Environment(payment);

        Assert.Equal("https://bank.example/", environment["services__the-bank__https__0"]);
        Assert.Equal("https://bank.example/", environment["THE_BANK"]);
        Assert.Equal("https://rates.example/", environment["services__rates__default__0"]);
        Assert.Equal("https://rates.example/", environment["rates"]);
    }

    [Fact]
    public async Task A_user_chooses_which_variables_it_gets()
    {
        var cart = _drawing.Service("cart", "grpc");
        var frontend = _drawing.Service("frontend").WithReference(cart).WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.Endpoints);
        Drawing.Allocate(cart, 5000);

        var environment = await Drawing.Environment(frontend);

        Assert.Contains("CART_GRPC", environment.Keys);
        Assert.DoesNotContain("services__cart__http__0", environment.Keys);
    }

    [Fact]
    public void A_reference_is_shown_as_a_relationship()
    {
        var cart = _drawing.Service("cart", "grpc");
        var frontend = _drawing.Service("frontend").WithReference(cart).WithEnvironment("CART", $"{cart.GetEndpoint("grpc")}/api");

        var relationship = Assert.Single(frontend.Resource.Annotations.OfType<ResourceRelationshipAnnotation>());
        Assert.Equal((cart.Resource, "Reference"), (relationship.Resource, relationship.Type));
    }

    private ParameterResource Key() => _drawing.Builder.AddParameter("key", secret: true).Resource;

    public void Dispose() => _drawing.Dispose();
}
