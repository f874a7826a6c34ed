using OtelShop.Testing.Services;

namespace OtelShop.Frontend.Tests;

/// <summary>Addresses of pictures, which decide how long browsers cache them.</summary>
public sealed class PictureAddressTests : IAsyncLifetime
{
    private const string Address = "src=\"/images/products/HQTGWGPNH4.jpg?w=960&amp;format=webp";
    private readonly TestFlags _flags = new();
    private readonly ShopFixture _fixture;
    private Browser? _browser;

    public PictureAddressTests() => _fixture = new ShopFixture { Flags = _flags };

    public async ValueTask InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _browser = _fixture.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public Task Pictures_are_asked_for_by_the_hash_of_their_content() => SeesAsync($"{Address}&amp;v=c1\"");

    [Fact]
    public Task A_browser_may_choose_among_the_widths_that_the_provider_has_prepared() => SeesAsync(
        "srcset=\"/images/products/HQTGWGPNH4.jpg?w=240&amp;format=webp&amp;v=c1 240w, /images/products/HQTGWGPNH4.jpg?w=960&amp;format=webp&amp;v=c1 960w\"");

    [Fact]
    public async Task Slow_pictures_are_asked_for_anew_on_every_page()
    {
        await SeesAsync($"{Address}&amp;v=c1\"");
        _flags.With("imageSlowLoad", 5000.0);

        await SeesAsync($"{Address}\"");
    }

    private Task SeesAsync(string text) => Eventually.HoldsAsync(async () =>
    {
        await _browser!.OpenAsync("/product/HQTGWGPNH4");
        return _browser.Html.Contains(text, StringComparison.Ordinal);
    });
}
