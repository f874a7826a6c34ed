using Grpc.Core;

namespace OtelShop.Dashboard.Ingest.Grpc;

/// <summary>Stands before and behind the collector services: lets nobody in without the key, and notes what was refused, by whomever.</summary>
internal sealed class OtlpGrpcGate(RequestDelegate next, OtlpApiKey key, Refusals refusals)
{
    private const string ContentType = "application/grpc";

    public async Task InvokeAsync(HttpContext http)
    {
        if (!key.Admits(http))
            End(http, StatusCode.Unauthenticated, OtlpApiKey.Complaint);
        else
            await next(http);

        // A call that ends without a message has its status where headers stand.
        if (http.Response.Headers.GrpcStatus is [{ } status] && int.TryParse(status, out var code) && code != (int)StatusCode.OK)
            refusals.Add(http, OtlpTransport.Grpc, ReasonOf((StatusCode)code), http.Response.Headers.GrpcMessage.ToString());
    }

    /// <summary>Answers calls to anything but the collector services.</summary>
    public static Task UnknownMethodAsync(HttpContext http)
    {
        if (http.Request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true)
            End(http, StatusCode.Unimplemented, "Only the OTLP collector services are here.");
        else
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static void End(HttpContext http, StatusCode code, string message)
    {
        http.Response.ContentType = ContentType;
        http.Response.Headers.GrpcStatus = ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers.GrpcMessage = message;
    }

    private static Refusal ReasonOf(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.Internal => Refusal.Malformed,
        StatusCode.ResourceExhausted => Refusal.TooLarge,
        StatusCode.Unauthenticated => Refusal.Unauthenticated,
        StatusCode.Unimplemented => Refusal.UnsupportedEncoding,
        _ => Refusal.Other,
    };
}
