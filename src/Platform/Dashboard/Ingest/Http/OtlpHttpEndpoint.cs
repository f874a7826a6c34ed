using System.Text.Json;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OtelShop.Dashboard.Ingest.Json;

namespace OtelShop.Dashboard.Ingest.Http;

/// <summary>Takes a request of OTLP over HTTP, in either encoding, and answers in the same.</summary>
internal sealed class OtlpHttpEndpoint(OtlpInlet inlet, OtlpApiKey key, Refusals refusals, IOptions<DashboardOptions> options)
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private readonly int _limit = options.Value.Otlp.MaxRequestBytes;

    public async Task HandleAsync(HttpContext http, OtlpSignal signal)
    {
        var encoding = EncodingOf(http.Request.ContentType);
        try
        {
            var reply = await TakeAsync(http, signal, encoding);
            await AnswerAsync(http, StatusCodes.Status200OK, encoding!, reply);
        }
        catch (RefusedException refused)
        {
            refusals.Add(http, OtlpTransport.Http, refused.Reason, refused.Message);
            await AnswerAsync(http, refused.StatusCode, encoding ?? Json, Describe(refused, encoding ?? Json));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The sender has gone: nobody is left to be told.
        }
    }

    private async Task<ReadOnlyMemory<byte>> TakeAsync(HttpContext http, OtlpSignal signal, string? encoding)
    {
        if (!key.Admits(http))
            throw RefusedException.Unauthenticated();
        if (encoding is null)
            throw RefusedException.Unsupported($"The content type must be {Protobuf} or {Json}.");
        using var body = await RequestBody.ReadAsync(http, _limit);
        try
        {
            if (encoding == Protobuf)
                return OtlpReply.ToProtobuf(inlet.Take(signal, OtlpTransport.Http, body.Span));
            using var request = signal.ReadJson(body.Span);
            return OtlpReply.ToJson(signal, inlet.Take(signal, OtlpTransport.Http, request.Span));
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or OtlpJsonException)
        {
            throw RefusedException.Malformed(error.Message);
        }
    }

    private static async Task AnswerAsync(HttpContext http, int statusCode, string encoding, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = statusCode;
        http.Response.ContentType = encoding;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    // OTLP wants google.rpc.Status in the encoding of the request.
    private static byte[] Describe(RefusedException refused, string encoding) => encoding == Protobuf
        ? new Google.Rpc.Status { Code = (int)refused.Code, Message = refused.Message }.ToByteArray()
        : JsonSerializer.SerializeToUtf8Bytes(new { code = (int)refused.Code, message = refused.Message });

    private static string? EncodingOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
            return null;
        if (type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase))
            return Protobuf;
        var isJson = type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        return isJson ? Json : null;
    }
}
