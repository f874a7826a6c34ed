using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>Reads statuses: from trailers, from HTTP's own status codes, and from errors of the transport.</summary>
internal static class OutcomeReader
{
    /// <summary>The end of a call as trailers (or the headers of a reply without messages) tell it; null when they say nothing.</summary>
    public static CallOutcome? FromFields(HttpHeaders fields)
    {
        if (!fields.NonValidated.TryGetValues(GrpcHeaders.Status, out var values)) { return null; }
        var text = values.ToString();
        var code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number <= (int)StatusCode.Unauthenticated ? (StatusCode)number : StatusCode.Unknown
            : StatusCode.Unknown;
        var detail = fields.NonValidated.TryGetValues(GrpcHeaders.Message, out var message) ? PercentEncoding.Decode(message.ToString()) : "";
        return new CallOutcome(new Status(code, detail), ReadMetadata(fields));
    }

    public static Metadata ReadMetadata(HttpHeaders fields)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in fields.NonValidated)
        {
            foreach (var value in values) { MetadataHeaders.Add(metadata, name, value); }
        }

        return metadata;
    }

    /// <summary>The status of a reply that is not gRPC's; null when it is.</summary>
    public static CallOutcome? FromResponse(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return FromFields(response.Headers)
                ?? Plain(FromHttp(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");
        }

        if (response.Version < HttpVersion.Version20) { return Plain(StatusCode.Internal, $"Bad gRPC response. Response protocol downgraded to HTTP/{response.Version}."); }
        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
        if (GrpcHeaders.IsGrpc(contentType)) { return null; }
        return FromFields(response.Headers)
            ?? Plain(StatusCode.Unknown, contentType is null ? "Bad gRPC response. Response did not have a content-type header." : $"Bad gRPC response. Invalid content-type value: {contentType}");
    }

    public static CallOutcome FromError(Exception error)
    {
        var message = $"Error in gRPC call. {error.GetType().Name}: {error.Message}";
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RpcException known:
                    return new CallOutcome(known.Status, known.Trailers);
                case HttpProtocolException reset:
                    return new CallOutcome(new Status(FromReset(reset.ErrorCode), message, error), Metadata.Empty, IsUnsent: reset.ErrorCode == 0x7);
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }:
                    return new CallOutcome(new Status(StatusCode.Unavailable, message, error), Metadata.Empty, IsUnsent: true);
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError }:
                case IOException:
                case System.Net.Sockets.SocketException:
                    return new CallOutcome(new Status(StatusCode.Unavailable, message, error), Metadata.Empty);
            }
        }

        return new CallOutcome(new Status(error is HttpRequestException ? StatusCode.Unavailable : StatusCode.Internal, message, error), Metadata.Empty);
    }

    // The table of gRPC's http-grpc-status-mapping.
    private static StatusCode FromHttp(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    // The table of PROTOCOL-HTTP2: error codes of RST_STREAM.
    private static StatusCode FromReset(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    private static CallOutcome Plain(StatusCode code, string detail) => new(new Status(code, detail), Metadata.Empty);
}
