namespace OtelShop.Dashboard;

/// <summary>Settings below <c>Dashboard:</c>. Names and defaults are those of the Aspire dashboard where it has the setting.</summary>
internal sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Name of the system, as the pages show it.</summary>
    public string ApplicationName { get; set; } = "OtelShop";

    /// <summary>Where telemetry goes instead, when whoever hosts the dashboard sends it elsewhere. The pages say so.</summary>
    public string? TelemetryGoesTo { get; set; }

    public FrontendOptions Frontend { get; set; } = new();

    public OtlpOptions Otlp { get; set; } = new();

    public ApiOptions Api { get; set; } = new();

    public TelemetryLimitOptions TelemetryLimits { get; set; } = new();

    public PersistenceOptions Persistence { get; set; } = new();
}
