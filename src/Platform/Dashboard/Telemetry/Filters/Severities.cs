using OpenTelemetry.Proto.Logs.V1;

namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>The six severities that have names; OpenTelemetry counts four steps in each.</summary>
internal static class Severities
{
    public const string All = "trace, debug, info, warn, error, fatal";

    /// <summary>Lower-case name. Empty where the severity was not said.</summary>
    public static string Name(SeverityNumber severity) => (int)severity switch
    {
        <= 0 => "",
        <= 4 => "trace",
        <= 8 => "debug",
        <= 12 => "info",
        <= 16 => "warn",
        <= 20 => "error",
        _ => "fatal",
    };

    /// <summary>Reads a name; .NET's are accepted too.</summary>
    public static bool TryParse(string? name, out SeverityNumber severity)
    {
        severity = name?.ToLowerInvariant() switch
        {
            "trace" => SeverityNumber.Trace,
            "debug" => SeverityNumber.Debug,
            "info" or "information" => SeverityNumber.Info,
            "warn" or "warning" => SeverityNumber.Warn,
            "error" => SeverityNumber.Error,
            "fatal" or "critical" => SeverityNumber.Fatal,
            _ => SeverityNumber.Unspecified,
        };
        return severity != SeverityNumber.Unspecified;
    }
}
