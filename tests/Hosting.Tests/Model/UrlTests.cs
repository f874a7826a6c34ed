namespace Aspire.Hosting.Tests.Model;

public sealed class UrlTests : IDisposable
{
    private readonly Drawing _drawing = new();

    [Fact]
    public async Task Endpoints_are_shown_with_what_the_AppHost_adds()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(targetPort: 80);
        cart.WithUrl("https://docs.example/cart", "Docs")
            .WithUrl($"{cart.GetEndpoint("http")}/admin")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Cart")
            .WithUrlForEndpoint("http", _ => new ResourceUrlAnnotation { Url = "/health" });
        Drawing.Allocate(cart, 5000);

        var urls = await ResourceUrlEvaluation.EvaluateAsync(cart.Resource, _drawing.Builder.ExecutionContext);

        Assert.Equal(
            [("http://127.0.0.1:5000", "Cart"), ("https://docs.example/cart", "Docs"), ("http://127.0.0.1:5000/admin", "Cart"), ("http://127.0.0.1:5000/health", null)],
            urls.Select(u => (u.Url, u.DisplayText)));
    }

    public void Dispose() => _drawing.Dispose();
}
