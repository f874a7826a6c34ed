namespace OtelShop.Dashboard;

/// <summary>The HTTP API below <c>/api/telemetry</c>, on the port of the pages.</summary>
internal sealed class ApiOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Null means as the pages: whoever is logged in may read it.</summary>
    public ApiKeyAuthMode? AuthMode { get; set; }

    /// <summary>What a program puts into the header <c>X-API-Key</c>.</summary>
    public string? PrimaryApiKey { get; set; }

    /// <summary>Accepted too, while keys are being changed.</summary>
    public string? SecondaryApiKey { get; set; }
}
