namespace OtelShop.Dashboard;

/// <summary>Where telemetry comes in.</summary>
internal sealed class OtlpOptions
{
    /// <summary>OTLP over gRPC. Empty turns it off.</summary>
    public string GrpcEndpointUrl { get; set; } = "http://127.0.0.1:4317";

    /// <summary>OTLP over HTTP. Empty turns it off.</summary>
    public string HttpEndpointUrl { get; set; } = "http://127.0.0.1:4318";

    public ApiKeyAuthMode AuthMode { get; set; } = ApiKeyAuthMode.Unsecured;

    /// <summary>What a sender puts into the header <c>x-otlp-api-key</c>.</summary>
    public string? PrimaryApiKey { get; set; }

    /// <summary>Accepted too, while keys are being changed.</summary>
    public string? SecondaryApiKey { get; set; }

    public CorsOptions Cors { get; set; } = new();

    /// <summary>Largest request, in bytes, before and after decompression.</summary>
    public int MaxRequestBytes { get; set; } = 4 * 1024 * 1024;
}
