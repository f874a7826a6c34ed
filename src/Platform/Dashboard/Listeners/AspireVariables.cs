using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Listeners;

/// <summary>The short names that the Aspire dashboard gives some settings. A setting below <c>Dashboard:</c> wins over them.</summary>
internal sealed class AspireVariables(IConfiguration configuration) : IConfigureOptions<DashboardOptions>
{
    public void Configure(DashboardOptions options)
    {
        options.Frontend.EndpointUrls = Text("ASPNETCORE_URLS") ?? options.Frontend.EndpointUrls;
        options.Frontend.BrowserToken = Aspire("DASHBOARD_FRONTEND_BROWSERTOKEN") ?? options.Frontend.BrowserToken;
        options.Otlp.GrpcEndpointUrl = Aspire("DASHBOARD_OTLP_ENDPOINT_URL") ?? options.Otlp.GrpcEndpointUrl;
        options.Otlp.HttpEndpointUrl = Aspire("DASHBOARD_OTLP_HTTP_ENDPOINT_URL") ?? options.Otlp.HttpEndpointUrl;
        options.Otlp.Cors.AllowedOrigins = Aspire("DASHBOARD_CORS_ALLOWED_ORIGINS") ?? options.Otlp.Cors.AllowedOrigins;
        options.Api.Enabled = Flag("DASHBOARD_API_ENABLED") ?? options.Api.Enabled;
        if (Flag("DASHBOARD_UNSECURED_ALLOW_ANONYMOUS") is not true)
            return;
        options.Frontend.AuthMode = FrontendAuthMode.Unsecured;
        options.Otlp.AuthMode = ApiKeyAuthMode.Unsecured;
        options.Api.AuthMode = ApiKeyAuthMode.Unsecured;
    }

    private string? Aspire(string name) => Text($"ASPIRE_{name}") ?? Text($"DOTNET_{name}");

    private bool? Flag(string name) => bool.TryParse(Aspire(name), out var flag) ? flag : null;

    private string? Text(string name) => configuration[name] is { Length: > 0 } text ? text : null;
}
