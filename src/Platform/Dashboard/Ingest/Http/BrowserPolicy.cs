using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace OtelShop.Dashboard.Ingest.Http;

/// <summary>
/// Which web pages may send telemetry. The settings are read for each request: whoever hosts the dashboard learns the addresses of its pages after the start.
/// </summary>
internal sealed class BrowserPolicy(IOptionsMonitor<DashboardOptions> options) : ICorsPolicyProvider
{
    private const string Anything = "*";

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var cors = options.CurrentValue.Otlp.Cors;
        var origins = Split(cors.AllowedOrigins);
        if (origins.Length == 0)
            return Task.FromResult<CorsPolicy?>(null);
        var policy = new CorsPolicyBuilder().WithMethods(HttpMethods.Post);
        if (origins.Contains(Anything))
            policy.AllowAnyOrigin();
        else
            policy.WithOrigins([.. origins.Select(origin => origin.TrimEnd('/'))]).SetIsOriginAllowedToAllowWildcardSubdomains();
        var headers = Split(cors.AllowedHeaders);
        if (headers.Contains(Anything))
            policy.AllowAnyHeader();
        else
            policy.WithHeaders([HeaderNames.ContentType, HeaderNames.ContentEncoding, OtlpApiKey.Header, .. headers]);
        return Task.FromResult<CorsPolicy?>(policy.Build());
    }

    private static string[] Split(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
