using Grpc.Core;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>Maps a failed evaluation to flagd's gRPC status, which providers map back to OpenFeature's error codes.</summary>
internal static class EvaluationStatus
{
    /// <summary>Ends the streams of a daemon that stops. Clients reconnect after an error only; OK means to them that the stream is complete.</summary>
    public static Status Stopping { get; } = new(StatusCode.Unavailable, "The flag daemon stops.");

    public static Status Of(FlagErrorCode code, string? message) => new(
        code switch
        {
            FlagErrorCode.FlagNotFound => StatusCode.NotFound,
            FlagErrorCode.TypeMismatch => StatusCode.InvalidArgument,
            FlagErrorCode.ParseError => StatusCode.DataLoss,
            _ => StatusCode.Unknown,
        },
        message ?? "");

    /// <summary>Compat: version 1 of flagd reports a flag without a default variant as not found.</summary>
    public static Status WithoutDefault(string key) => new(StatusCode.NotFound, $"The flag '{key}' has no default variant.");
}
