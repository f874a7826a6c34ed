using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using OtelShop.Flagd.Api;
using OtelShop.Flagd.Evaluation;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Ofrep;

/// <summary>OpenFeature Remote Evaluation Protocol: one flag, or all flags for a context (github.com/open-feature/protocol).</summary>
internal static class OfrepRoutes
{
    private const string Flags = "/ofrep/v1/evaluate/flags";

    /// <summary>Limit of a body in bytes.</summary>
    private const int Limit = 1024 * 1024;

    public static void MapOfrep(this WebApplication app)
    {
        var evaluator = app.Services.GetRequiredService<Evaluator>();
        app.MapPost(Flags + "/{key}", (HttpContext http, string key) => EvaluateAsync(http, PathKey.Decode(key), evaluator)).At(Listener.Ofrep);
        app.MapPost(Flags, (HttpContext http) => EvaluateAllAsync(http, evaluator)).At(Listener.Ofrep);
    }

    private static async Task EvaluateAsync(HttpContext http, string key, Evaluator evaluator)
    {
        if (await ReadContextAsync(http, key) is not { } context)
            return;
        var resolution = evaluator.Resolve(key, context);
        if (resolution.ErrorCodeName is { } error)
            http.Response.StatusCode = new OfrepFailure(error, resolution.ErrorMessage ?? "").HttpStatus;
        await WriteAsync(http, writer => OfrepJson.WriteEvaluation(writer, key, resolution));
    }

    private static async Task EvaluateAllAsync(HttpContext http, Evaluator evaluator)
    {
        if (await ReadContextAsync(http, key: null) is not { } context)
            return;
        var body = Render(writer => WriteAll(writer, evaluator, context));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan).AsSpan(0, 16))}\"";
        http.Response.Headers.ETag = tag;
        if (EntityTags.HasTag(http, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        await SendAsync(http, body);
    }

    private static void WriteAll(Utf8JsonWriter writer, Evaluator evaluator, IReadOnlyDictionary<string, object?> context)
    {
        var (metadata, flags) = evaluator.ResolveAll(context);
        writer.WriteStartObject();
        writer.WriteStartArray("flags");
        foreach (var (key, resolution) in flags)
            OfrepJson.WriteEvaluation(writer, key, resolution);
        writer.WriteEndArray();
        OfrepJson.WriteMetadata(writer, metadata);
        writer.WriteEndObject();
    }

    private static async Task<IReadOnlyDictionary<string, object?>?> ReadContextAsync(HttpContext http, string? key)
    {
        var body = await http.Request.Body.ReadUpToAsync(Limit, http.RequestAborted);
        if (body is null)
            return await FailAsync(http, key, new OfrepFailure("PARSE_ERROR", $"The body may have {Limit} bytes.") { HttpStatus = StatusCodes.Status413PayloadTooLarge });
        return OfrepRequest.TryRead(body, out var context, out var failure) ? context : await FailAsync(http, key, failure);
    }

    private static async Task<IReadOnlyDictionary<string, object?>?> FailAsync(HttpContext http, string? key, OfrepFailure failure)
    {
        http.Response.StatusCode = failure.HttpStatus;
        await WriteAsync(http, writer => OfrepJson.WriteFailure(writer, key, failure));
        return null;
    }

    private static Task WriteAsync(HttpContext http, Action<Utf8JsonWriter> write) => SendAsync(http, Render(write));

    private static ArrayBufferWriter<byte> Render(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body);
        write(writer);
        writer.Flush();
        return body;
    }

    private static async Task SendAsync(HttpContext http, ArrayBufferWriter<byte> body)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
