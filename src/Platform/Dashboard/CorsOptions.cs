namespace OtelShop.Dashboard;

/// <summary>Which web pages may send telemetry.</summary>
internal sealed class CorsOptions
{
    /// <summary>Origins, divided by commas, or <c>*</c>. Null means none.</summary>
    public string? AllowedOrigins { get; set; }

    /// <summary>Headers beyond the safe ones, divided by commas, or <c>*</c>.</summary>
    public string AllowedHeaders { get; set; } = "X-Requested-With";
}
