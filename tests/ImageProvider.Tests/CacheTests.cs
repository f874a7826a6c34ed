using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OtelShop.Testing.Services;

namespace OtelShop.ImageProvider.Tests;

public sealed class CacheTests(RunningImageProvider pictures)
{
    private const string Picture = "/products/TheCometBook.webp?w=160";

    [Fact]
    public async Task The_current_hash_makes_a_picture_immutable()
    {
        using var response = await pictures.Http.GetAsync($"{Picture}&v={await HashAsync("products/TheCometBook")}");

        Assert.Equal("public, max-age=31536000, immutable", Assert.Single(response.Headers.GetValues("Cache-Control")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&v=")]
    [InlineData("&v=0123456789abcdef")]
    public async Task Without_the_current_hash_a_picture_is_cached_for_five_minutes(string version)
    {
        using var response = await pictures.Http.GetAsync(Picture + version);

        Assert.Equal("public, max-age=300", Assert.Single(response.Headers.GetValues("Cache-Control")));
    }

    [Fact]
    public async Task A_known_entity_tag_gets_304_without_a_rendering()
    {
        using var host = new ServiceHost<Program>();
        using var renderings = new RenderingCounter(host.Services);
        using var known = await pictures.Http.GetAsync(Picture);
        using var request = new HttpRequestMessage(HttpMethod.Get, Picture);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
        request.Headers.IfNoneMatch.Add(known.Headers.ETag!);
        using var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(known.Headers.ETag, response.Headers.ETag);
        Assert.Equal(0, response.Content.Headers.ContentLength ?? 0);
        Assert.Equal(0, renderings.Count);
    }

    [Fact]
    public async Task Every_rendition_has_a_strong_entity_tag_of_its_own()
    {
        var tags = new List<EntityTagHeaderValue?>();
        foreach (var path in (string[])["TheCometBook.webp?w=160", "TheCometBook.webp?w=240", "TheCometBook.png?w=160", "TheCometBook.svg", "RedFlashlight.webp?w=160"])
        {
            using var response = await pictures.Http.GetAsync($"/products/{path}");
            tags.Add(response.Headers.ETag);
        }

        Assert.All(tags, tag => Assert.False(tag!.IsWeak));
        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Theory]
    [InlineData(Picture)]
    [InlineData("/products/TheCometBook.svg")]
    [InlineData("/manifest.json")]
    public async Task HEAD_has_the_headers_of_GET_and_no_body(string path)
    {
        using var get = await pictures.Http.GetAsync(path);
        using var head = await pictures.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_part_of_a_picture_can_be_asked_for()
    {
        var whole = await pictures.Http.GetByteArrayAsync(Picture);
        using var request = new HttpRequestMessage(HttpMethod.Get, Picture) { Headers = { Range = new RangeHeaderValue(10, 19) } };
        using var response = await pictures.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[10..20], await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", "")]
    public async Task A_drawing_is_compressed_as_the_client_accepts(string accepted, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/products/TheCometBook.svg");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await pictures.Http.SendAsync(request);
        var svg = await DecompressAsync(response);

        Assert.Equal(expected, string.Join(',', response.Content.Headers.ContentEncoding));
        Assert.Equal("Accept-Encoding", Assert.Single(response.Headers.Vary));
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_may_run_no_script()
    {
        using var response = await pictures.Http.GetAsync("/icons/Cart.svg");

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    private static async Task<string> DecompressAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync();
        await using var plain = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task<string> HashAsync(string name) =>
        (await pictures.Http.GetFromJsonAsync<JsonElement>("/manifest.json")).GetProperty(name).GetProperty("hash").GetString()!;
}
