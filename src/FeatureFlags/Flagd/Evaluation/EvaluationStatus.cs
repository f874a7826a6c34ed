using Grpc.Core;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Evaluation;

/// <summary>How flagd says by gRPC that an evaluation has failed; its providers turn the code back into OpenFeature's.</summary>
internal static class EvaluationStatus
{
    public static Status Of(FlagErrorCode code, string? message) => new(
        code switch
        {
            FlagErrorCode.FlagNotFound => StatusCode.NotFound,
            FlagErrorCode.TypeMismatch => StatusCode.InvalidArgument,
            FlagErrorCode.ParseError => StatusCode.DataLoss,
            _ => StatusCode.Unknown,
        },
        message ?? "");

    /// <summary>The first version of the protocol has no way to say "your own default": there is no such flag, as far as the caller can tell.</summary>
    public static Status WithoutValue(string key, string reason) =>
        new(StatusCode.NotFound, reason == FlagReason.Disabled ? $"The flag '{key}' is disabled." : $"The flag '{key}' has no default variant.");
}
