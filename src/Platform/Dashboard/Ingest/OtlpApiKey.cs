using Microsoft.Extensions.Options;
using OtelShop.Pages.Security;

namespace OtelShop.Dashboard.Ingest;

/// <summary>Who may send telemetry.</summary>
internal sealed class OtlpApiKey(IOptions<DashboardOptions> options)
{
    public const string Header = "x-otlp-api-key";

    /// <summary>For whoever came without one.</summary>
    public const string Complaint = $"Send the API key in {Header}.";

    private readonly OtlpOptions _otlp = options.Value.Otlp;

    public bool Admits(HttpContext http) => _otlp.AuthMode == ApiKeyAuthMode.Unsecured
        || (http.Request.Headers[Header] is [{ Length: > 0 } given] && SecretText.Matches(given, _otlp.PrimaryApiKey, _otlp.SecondaryApiKey));
}
