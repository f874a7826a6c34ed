using System.Diagnostics.CodeAnalysis;
using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Reads the OTLP/JSON that browsers send, and writes what the contract knows of it.</summary>
internal static class BrowserSpans
{
    // A page has one resource and a scope for each instrumentation; the SDK sends at most 512 spans at once.
    private const int MaxResources = 8;
    private const int MaxScopes = 64;
    private const int MaxSpans = 512;

    private const int TraceIdDigits = 32;
    private const int SpanIdDigits = 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatEnumsAsIntegers(true));

    /// <summary>Reads a batch. Receivers answer 500 to a null in a list or an id that is not hexadecimal, so neither passes.</summary>
    /// <param name="body">OTLP/JSON.</param>
    /// <param name="batch">The same spans in OTLP/JSON, without fields that the contract does not know.</param>
    /// <param name="problem">What is wrong with the body.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, [NotNullWhen(true)] out byte[]? batch, [NotNullWhen(false)] out string? problem)
    {
        batch = null;
        try
        {
            var request = Parser.Parse<ExportTraceServiceRequest>(Utf8.GetString(body));
            problem = ProblemOf(request);
            if (problem is null)
                batch = Utf8.GetBytes(Formatter.Format(request));
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidJsonException or DecoderFallbackException or EncoderFallbackException)
        {
            problem = "The body is no ExportTraceServiceRequest in JSON.";
        }

        return problem is null;
    }

    private static string? ProblemOf(ExportTraceServiceRequest request)
    {
        var (scopes, spans) = (0, 0);
        if (request.ResourceSpans.Count > MaxResources)
            return $"A batch has at most {MaxResources} resources.";
        foreach (var scope in request.ResourceSpans.SelectMany(resource => resource.ScopeSpans))
        {
            if (++scopes > MaxScopes)
                return $"A batch has at most {MaxScopes} scopes.";
            if ((spans += scope.Spans.Count) > MaxSpans)
                return $"A batch has at most {MaxSpans} spans.";
            if (!scope.Spans.All(HasIds))
                return $"A traceId has {TraceIdDigits} hexadecimal digits, a spanId {SpanIdDigits}.";
        }

        return null;
    }

    private static bool HasIds(Span span) =>
        IsHex(span.TraceId, TraceIdDigits) && IsHex(span.SpanId, SpanIdDigits) && (span.ParentSpanId.IsEmpty || IsHex(span.ParentSpanId, SpanIdDigits))
        && span.Links.All(link => IsHex(link.TraceId, TraceIdDigits) && IsHex(link.SpanId, SpanIdDigits));

    // Bytes are Base64 in JSON, but ids of OTLP/JSON are hexadecimal. Those digits are Base64 too, so writing gives the same text back.
    private static bool IsHex(ByteString id, int digits) => id.Length == digits / 4 * 3 && id.ToBase64().All(char.IsAsciiHexDigit);
}
