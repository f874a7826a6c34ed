using System.Net;
using System.Net.Http.Json;
using SkiaSharp;

namespace OtelShop.ImageProvider.Tests;

/// <summary>What is sent is decoded again.</summary>
public sealed class RenditionTests(RunningImageProvider pictures)
{
    private static readonly string[] Products =
    [
        "EclipsmartTravelRefractorTelescope", "LensCleaningKit", "NationalParkFoundationExplorascope", "OpticalTubeAssembly", "RedFlashlight", "RoofBinoculars",
        "SolarFilter", "SolarSystemColorImager", "StarsenseExplorer", "TheCometBook",
    ];

    public static TheoryData<string> EveryProduct => [.. Products];

    [Theory, MemberData(nameof(EveryProduct))]
    public async Task A_product_has_a_square_picture_under_its_upstream_name(string product)
    {
        var (format, width, height, mediaType) = await DecodeAsync($"/products/{product}.jpg");

        Assert.Equal((SKEncodedImageFormat.Jpeg, 960, 960, "image/jpeg"), (format, width, height, mediaType));
    }

    [Theory]
    [InlineData("/products/RoofBinoculars.webp?w=160", SKEncodedImageFormat.Webp, 160, 160, "image/webp")]
    [InlineData("/products/RoofBinoculars.png?w=240", SKEncodedImageFormat.Png, 240, 240, "image/png")]
    [InlineData("/products/RoofBinoculars.jpg?w=320", SKEncodedImageFormat.Jpeg, 320, 320, "image/jpeg")]
    [InlineData("/products/RoofBinoculars.jpg?w=320&format=webp", SKEncodedImageFormat.Webp, 320, 320, "image/webp")]
    [InlineData("/products/RoofBinoculars.webp?w=1200", SKEncodedImageFormat.Webp, 1200, 1200, "image/webp")]
    [InlineData("/Banner.png", SKEncodedImageFormat.Png, 960, 480, "image/png")]
    [InlineData("/Banner.webp?w=2400", SKEncodedImageFormat.Webp, 2400, 1200, "image/webp")]
    [InlineData("/opentelemetry-demo-logo.png", SKEncodedImageFormat.Png, 480, 480, "image/png")]
    public async Task A_picture_has_the_width_and_format_of_its_address(string path, SKEncodedImageFormat expected, int expectedWidth, int expectedHeight, string expectedType)
    {
        var (format, width, height, mediaType) = await DecodeAsync(path);

        Assert.Equal((expected, expectedWidth, expectedHeight, expectedType), (format, width, height, mediaType));
    }

    [Theory, MemberData(nameof(EveryProduct))]
    public async Task A_picture_shows_something(string product)
    {
        using var bitmap = SKBitmap.Decode(await pictures.Http.GetByteArrayAsync($"/products/{product}.png?w=160"));

        Assert.True(bitmap.Pixels.Distinct().Count() > 1_000);
    }

    // JPEG has no transparency: what is transparent in the drawing becomes white, not black.
    [Fact]
    public async Task A_transparent_corner_is_white_in_a_JPEG()
    {
        using var transparent = SKBitmap.Decode(await pictures.Http.GetByteArrayAsync("/opentelemetry-demo-logo.png?w=160"));
        using var opaque = SKBitmap.Decode(await pictures.Http.GetByteArrayAsync("/opentelemetry-demo-logo.jpg?w=160"));

        Assert.Equal(0, transparent.GetPixel(0, 0).Alpha);
        Assert.True(opaque.GetPixel(0, 0) is { Red: > 240, Green: > 240, Blue: > 240 });
    }

    [Fact]
    public async Task The_pictures_of_the_home_page_fit_its_budget()
    {
        var sizes = new List<int>();
        foreach (var product in Products) { sizes.Add((await pictures.Http.GetByteArrayAsync($"/products/{product}.webp?w=480")).Length); }
        var hero = (await pictures.Http.GetByteArrayAsync("/Banner.webp?w=1920")).Length;

        Assert.All(sizes, size => Assert.InRange(size, 2_000, 20_000));
        Assert.InRange(sizes.Sum(), 0, 170_000);
        Assert.InRange(hero, 10_000, 60_000);
    }

    [Fact]
    public void The_pictures_of_every_page_are_prepared()
    {
        var prepared = new PreparedRenditions();
        var missing = PreparedRenditions.Of(new PictureCatalog()).Where(rendition => prepared.Find(rendition) is null);

        Assert.Equal([], missing.Select(rendition => $"{rendition.Picture.Name} {rendition.Width}: run eng/render-pictures.sh"));
    }

    [Theory]
    [InlineData("products/SolarFilter", 240)]
    [InlineData("Banner", 640)]
    public void A_prepared_picture_looks_as_if_it_were_rendered_now(string name, int width)
    {
        var rendition = new Rendition(new PictureCatalog().Find(name)!, width, PictureFormat.WebP);
        using var prepared = SKBitmap.Decode(new PreparedRenditions().Find(rendition));
        using var rendered = SKBitmap.Decode(PictureRenderer.Render(rendition));

        Assert.Equal((rendered.Width, rendered.Height), (prepared.Width, prepared.Height));
        Assert.InRange(rendered.Pixels.Zip(prepared.Pixels, (one, other) => Math.Abs(one.Green - other.Green)).Average(), 0, 1);
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_same_bytes_of_one_rendering()
    {
        using var host = new Testing.Services.ServiceHost<Program>();
        using var renderings = new RenderingCounter(host.Services);

        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.Http.GetByteArrayAsync("/products/SolarFilter.png?w=160")));

        Assert.All(replies, reply => Assert.Equal(replies[0], reply));
        Assert.Equal(1, renderings.Count);
    }

    [Fact]
    public async Task The_manifest_names_hash_and_size_of_every_picture()
    {
        var manifest = (await pictures.Http.GetFromJsonAsync<Dictionary<string, Entry>>("/manifest.json"))!;

        Assert.All(Products, product => Assert.Equal((1200, 1200), (manifest[$"products/{product}"].Width, manifest[$"products/{product}"].Height)));
        Assert.Equal((2400, 1200), (manifest["Banner"].Width, manifest["Banner"].Height));
        Assert.All(manifest.Values, entry => Assert.Matches("^[0-9a-f]{16}$", entry.Hash));
        Assert.Equal(manifest.Count, manifest.Values.Select(entry => entry.Hash).Distinct().Count());
    }

    [Fact]
    public async Task Every_prepared_width_of_the_manifest_is_served_at_its_width()
    {
        var manifest = (await pictures.Http.GetFromJsonAsync<Dictionary<string, Entry>>("/manifest.json"))!;

        Assert.All(Products, product => Assert.NotEmpty(manifest[$"products/{product}"].PreparedWidths));
        foreach (var (name, entry) in manifest)
            foreach (var width in entry.PreparedWidths)
                Assert.Equal(width, (await DecodeAsync($"/{name}.webp?w={width}")).Width);
    }

    private async Task<(SKEncodedImageFormat Format, int Width, int Height, string? MediaType)> DecodeAsync(string path)
    {
        using var response = await pictures.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var codec = SKCodec.Create(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        return (codec.EncodedFormat, codec.Info.Width, codec.Info.Height, response.Content.Headers.ContentType?.MediaType);
    }

    private sealed record Entry(string Hash, int Width, int Height, int[] PreparedWidths);
}
