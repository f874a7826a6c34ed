using Grpc.Core;

namespace OtelShop.Dashboard.Ingest.Http;

/// <summary>A request is not taken. The message is for its sender.</summary>
internal sealed class RefusedException(int statusCode, StatusCode code, Refusal reason, string message) : Exception(message)
{
    /// <summary>Of HTTP.</summary>
    public int StatusCode => statusCode;

    /// <summary>Of gRPC; it goes into the body.</summary>
    public StatusCode Code => code;

    public Refusal Reason => reason;

    public static RefusedException Malformed(string message) => new(StatusCodes.Status400BadRequest, global::Grpc.Core.StatusCode.InvalidArgument, Refusal.Malformed, message);

    public static RefusedException TooLarge(int limit) => new(
        StatusCodes.Status413PayloadTooLarge, global::Grpc.Core.StatusCode.ResourceExhausted, Refusal.TooLarge, $"The request is larger than {limit} bytes.");

    public static RefusedException Unsupported(string message) =>
        new(StatusCodes.Status415UnsupportedMediaType, global::Grpc.Core.StatusCode.InvalidArgument, Refusal.UnsupportedEncoding, message);

    public static RefusedException Unauthenticated() => new(
        StatusCodes.Status401Unauthorized, global::Grpc.Core.StatusCode.Unauthenticated, Refusal.Unauthenticated, OtlpApiKey.Complaint);
}
