using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace OtelShop.FrontendProxy.Tests;

public sealed class CompressionTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("Telescopes gather light. ", 200));

    [Theory]
    [InlineData("text/html; charset=utf-8", "br, gzip", "br")]
    [InlineData("text/html", "gzip, deflate", "gzip")]
    [InlineData("application/json", "gzip;q=0.5, br;q=0.9", "br")]
    [InlineData("application/problem+json", "br", "br")]
    [InlineData("image/svg+xml", "br", "br")]
    [InlineData("text/html", "identity", null)]
    [InlineData("text/html", "br;q=0", null)]
    [InlineData("image/jpeg", "br", null)]
    [InlineData("image/webp", "br", null)]
    [InlineData("font/woff2", "br", null)]
    [InlineData("text/event-stream", "br", null)]
    public async Task Compressible_types_are_compressed_as_the_client_accepts(string contentType, string accepted, string? encoding)
    {
        await using var proxy = await Serving(context => context.Response.ContentType = contentType);

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", accepted));

        Assert.Equal(encoding is null ? [] : [encoding], response.Content.Headers.ContentEncoding);
        Assert.Equal(Text, await ReadAsync(response));
    }

    [Fact]
    public async Task What_the_destination_compressed_passes_unchanged()
    {
        await using var proxy = await Serving(context => (context.Response.ContentType, context.Response.Headers.ContentEncoding) = ("text/html", "zstd"));

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", "br, zstd"));

        Assert.Equal(("zstd", Text.Length), (response.Content.Headers.ContentEncoding.Single(), (int)response.Content.Headers.ContentLength!));
    }

    [Fact]
    public async Task Transformations_that_the_destination_forbids_are_left_out()
    {
        await using var proxy = await Serving(context => (context.Response.ContentType, context.Response.Headers.CacheControl) = ("text/html", "no-transform"));

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", "br"));

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_answer_that_fits_a_packet_is_not_compressed()
    {
        await using var proxy = await RunningProxy.StartAsync();
        proxy.Destination.Answer("/page", context =>
        {
            (context.Response.ContentType, context.Response.ContentLength) = ("text/html", 5);
            return context.Response.WriteAsync("short");
        });

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", "br"));

        Assert.Equal((0, 5), (response.Content.Headers.ContentEncoding.Count, (int)response.Content.Headers.ContentLength!));
    }

    [Fact]
    public async Task A_compressed_answer_has_a_weak_etag_that_revalidates()
    {
        await using var proxy = await Serving(context => (context.Response.ContentType, context.Response.Headers.ETag) = ("text/html", "\"v1\""));

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", "br"));
        using var again = await proxy.GetAsync("/page", ("Accept-Encoding", "br"), ("If-None-Match", response.Headers.ETag!.ToString()));

        Assert.Equal(("W/\"v1\"", "Accept-Encoding", HttpStatusCode.NotModified), (response.Headers.ETag.ToString(), response.Headers.Vary.ToString(), again.StatusCode));
    }

    [Fact]
    public async Task An_answer_that_is_not_compressed_keeps_its_etag()
    {
        await using var proxy = await Serving(context => (context.Response.ContentType, context.Response.Headers.ETag) = ("image/webp", "\"v1\""));

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", "br"));

        Assert.Equal("\"v1\"", response.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Head_has_the_headers_of_the_destination_and_no_body()
    {
        await using var proxy = await Serving(context => context.Response.ContentType = "text/html");

        using var response = await proxy.SendAsync(HttpMethod.Head, "/page");

        Assert.Equal((Text.Length, ""), ((int)response.Content.Headers.ContentLength!, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_range_passes_unchanged()
    {
        await using var proxy = await Serving(context =>
        {
            (context.Response.ContentType, context.Response.StatusCode) = ("text/html", StatusCodes.Status206PartialContent);
            context.Response.Headers.ContentRange = $"bytes 0-{Text.Length - 1}/100000";
        });

        using var response = await proxy.GetAsync("/page", ("Accept-Encoding", "br"), ("Range", $"bytes=0-{Text.Length - 1}"));

        Assert.Equal((HttpStatusCode.PartialContent, 0), (response.StatusCode, response.Content.Headers.ContentEncoding.Count));
        Assert.Equal(Text, await response.Content.ReadAsStringAsync());
    }

    private static async Task<RunningProxy> Serving(Action<HttpContext> prepare)
    {
        var proxy = await RunningProxy.StartAsync();
        proxy.Destination.Answer("/page", context =>
        {
            prepare(context);
            if (context.Response.Headers.ETag is [{ } tag] && EntityTagHeaderValue.TryParse(context.Request.Headers.IfNoneMatch, out var known) && known.Tag == tag)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            context.Response.ContentLength = Text.Length;
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(Text);
        });
        return proxy;
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        });
        return await reader.ReadToEndAsync();
    }
}
