using OpenFeature.Constant;

namespace OpenFeature.Telemetry;

/// <summary>The names of OpenTelemetry's conventions for feature flags.</summary>
internal static class EvaluationTelemetry
{
    public const string Event = "feature_flag.evaluation";
    public const string Key = "feature_flag.key";
    public const string Variant = "feature_flag.result.variant";
    public const string Value = "feature_flag.result.value";
    public const string Reason = "feature_flag.result.reason";
    public const string Provider = "feature_flag.provider.name";
    public const string ContextId = "feature_flag.context.id";
    public const string FlagSetId = "feature_flag.set.id";
    public const string Version = "feature_flag.version";
    public const string ErrorType = "error.type";
    public const string ErrorMessage = "feature_flag.error.message";

    /// <summary>The convention's name of a reason; unknown reasons are converted to lower case.</summary>
    public static string ReasonOf(string? reason) => reason switch
    {
        Constant.Reason.Static => "static",
        Constant.Reason.TargetingMatch => "targeting_match",
        Constant.Reason.Cached => "cached",
        Constant.Reason.Default => "default",
        Constant.Reason.Disabled => "disabled",
        Constant.Reason.Split => "split",
        Constant.Reason.Error => "error",
        null => "unknown",
        _ => reason.ToLowerInvariant(),
    };

    public static string ErrorOf(ErrorType error) => error switch
    {
        Constant.ErrorType.ProviderNotReady => "provider_not_ready",
        Constant.ErrorType.FlagNotFound => "flag_not_found",
        Constant.ErrorType.ParseError => "parse_error",
        Constant.ErrorType.TypeMismatch => "type_mismatch",
        Constant.ErrorType.InvalidContext => "invalid_context",
        Constant.ErrorType.TargetingKeyMissing => "targeting_key_missing",
        Constant.ErrorType.ProviderFatal => "provider_fatal",
        _ => "general",
    };
}
