using System.Collections.Concurrent;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OtelShop.Images.Tests;

/// <summary>An OCI registry in memory. It has a base image like .NET's chiseled one, but for the files.</summary>
internal sealed class LoopbackRegistry : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string BaseName = "dotnet/aspnet:10.0-noble-chiseled";
    private static readonly string[] BaseEnvironment = ["APP_UID=1654", "ASPNETCORE_HTTP_PORTS=8080"];
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new();
    private readonly ConcurrentDictionary<string, byte[]> _manifests = new();
    private readonly ConcurrentDictionary<string, MemoryStream> _uploads = new();
    private readonly WebApplication _app;

    private LoopbackRegistry()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        _app = builder.Build();
        _app.Map("/v2/{**rest}", (Delegate)AnswerAsync);
    }

    // The SDK speaks HTTP without TLS to localhost, and to no other name unless told.
    public string Address => $"localhost:{new Uri(_app.Urls.Single()).Port}";

    public string BaseImage => $"{Address}/{BaseName}";

    public static async Task<LoopbackRegistry> StartAsync()
    {
        var registry = new LoopbackRegistry();
        registry.AddBaseImage();
        await registry._app.StartAsync();
        return registry;
    }

    /// <summary>Manifest of <paramref name="image"/>, which is REPOSITORY:TAG.</summary>
    public byte[] Manifest(string image) => _manifests[image];

    public byte[] Blob(string digest) => _blobs[digest];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private void AddBaseImage()
    {
        using var layer = new MemoryStream();
        using (var writer = new TarWriter(layer, leaveOpen: true)) { writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "tmp") { Mode = (UnixFileMode)0b001_111_111_111 }); }
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) { gzip.Write(layer.ToArray()); }

        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            config = new { User = "1654", Env = BaseEnvironment },
            rootfs = new { type = "layers", diff_ids = new[] { Digest(layer.ToArray()) } },
        });
        _manifests[BaseName] = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = ManifestType,
            config = Add(config, "application/vnd.oci.image.config.v1+json"),
            layers = new[] { Add(packed.ToArray(), "application/vnd.oci.image.layer.v1.tar+gzip") },
        });
    }

    private object Add(byte[] blob, string mediaType)
    {
        _blobs[Digest(blob)] = blob;
        return new { mediaType, size = blob.Length, digest = Digest(blob) };
    }

    // /v2/REPOSITORY/{manifests,blobs,blobs/uploads}/NAME of the distribution specification.
    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/')[2..];
        var (kind, name) = parts is [.., "uploads", _] ? ("uploads", parts[^1]) : (parts.ElementAtOrDefault(parts.Length - 2), parts[^1]);
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        switch (context.Request.Method, kind)
        {
            case ("GET" or "HEAD", "manifests"): return _manifests.TryGetValue($"{string.Join('/', parts[..^2])}:{name}", out var manifest) ? Results.Bytes(manifest, ManifestType) : Results.NotFound();
            case ("GET" or "HEAD", "blobs"): return _blobs.TryGetValue(name, out var blob) ? Results.Bytes(blob) : Results.NotFound();
            case ("POST", "uploads"):
                var id = Guid.NewGuid().ToString("N");
                _uploads[id] = new MemoryStream();
                return Results.Accepted($"/v2/{string.Join('/', parts[..^1])}/{id}");
            case ("PATCH", "uploads"):
                body.WriteTo(_uploads[name]);
                context.Response.Headers.Range = $"0-{_uploads[name].Length - 1}";
                return Results.Accepted(context.Request.Path);
            case ("PUT", "uploads"):
                body.WriteTo(_uploads[name]);
                Add(_uploads[name].ToArray(), "");
                return Results.Created();
            case ("PUT", "manifests"):
                _manifests[$"{string.Join('/', parts[..^2])}:{name}"] = body.ToArray();
                return Results.Created();
            default: return Results.Ok();
        }
    }
}
