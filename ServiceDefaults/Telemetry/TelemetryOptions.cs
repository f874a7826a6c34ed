namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>What a service says about itself to its telemetry.</summary>
internal sealed class TelemetryOptions
{
    /// <summary><c>service.name</c>; OTEL_SERVICE_NAME has precedence.</summary>
    public string ServiceName { get; set; } = "";

    /// <summary>The service's own activity sources and meters.</summary>
    public List<string> Sources { get; } = [];
}
