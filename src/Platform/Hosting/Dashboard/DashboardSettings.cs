using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>The settings of the dashboard, made of those of the host. Names and precedence are Aspire's.</summary>
internal sealed class DashboardSettings
{
    public const string KeepTelemetry = "keep-telemetry";
    public const string AllowedOrigins = "Dashboard:Otlp:Cors:AllowedOrigins";

    private const string Section = "Dashboard";
    private const string FrontendAuthMode = "Dashboard:Frontend:AuthMode";
    private const string BrowserToken = "Dashboard:Frontend:BrowserToken";
    private const string OtlpAuthMode = "Dashboard:Otlp:AuthMode";
    private const string OtlpApiKey = "Dashboard:Otlp:PrimaryApiKey";
    private const string HostUrl = "AppHost:DashboardUrl";
    private const string HostBrowserToken = "AppHost:BrowserToken";
    private const string HostOtlpApiKey = "AppHost:OtlpApiKey";
    private const string Unsecured = nameof(Unsecured);

    private readonly IConfiguration _host;
    private readonly Dictionary<string, string?> _values;

    public DashboardSettings(IConfiguration host, DistributedApplicationOptions options)
    {
        _host = host;
        _values = host.GetSection(Section).AsEnumerable().Where(setting => setting.Value is not null)
            .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
        TelemetryGoesTo = Elsewhere();
        HasRandomPorts = bool.TryParse(host["DcpPublisher:RandomizePorts"], out var random) && random;
        Default("Dashboard:ApplicationName", options.DashboardApplicationName);
        Default("Dashboard:TelemetryGoesTo", TelemetryGoesTo);
        SetEndpoints();
        SetKeys();
        SetFolders();
    }

    /// <summary>Where the telemetry of the resources goes, when that is not the dashboard.</summary>
    public string? TelemetryGoesTo { get; }

    public bool HasRandomPorts { get; }

    /// <summary>Whether the host's author has said himself which pages may send telemetry.</summary>
    public bool HasOrigins => _values.ContainsKey(AllowedOrigins);

    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>What a person opens, as a sentence. It carries the token, when there is one.</summary>
    /// <param name="pages">Where the pages are served.</param>
    public string EntranceAt(Uri pages)
    {
        var url = (_values.GetValueOrDefault("Dashboard:Frontend:PublicUrl") ?? pages.ToString()).TrimEnd('/');
        return IsUnsecured(FrontendAuthMode) ? $"Dashboard: {url}" : $"Login to the dashboard at {url}/login?t={_values[BrowserToken]}";
    }

    public string UrlOf(DashboardEndpoint endpoint) => _values.GetValueOrDefault(endpoint.Setting) ?? "";

    /// <summary>The dashboard listens somewhere else than asked.</summary>
    public void Move(DashboardEndpoint endpoint, string url) => _values[endpoint.Setting] = url;

    /// <summary>Writes where the dashboard listens, and its key, to where the environment of every resource is made from.</summary>
    /// <param name="pages">Where the pages are.</param>
    /// <param name="otlpGrpc">Null when it is turned off.</param>
    /// <param name="otlpHttp">Null when it is turned off.</param>
    public void TellResources(Uri pages, Uri? otlpGrpc, Uri? otlpHttp)
    {
        _host[HostUrl] = pages.ToString().TrimEnd('/');
        _host[HostBrowserToken] = _values.GetValueOrDefault(BrowserToken);
        if (TelemetryGoesTo is not null)
            return;
        _host["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = otlpGrpc?.ToString().TrimEnd('/');
        _host["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = otlpHttp?.ToString().TrimEnd('/');
        _host[HostOtlpApiKey] = IsUnsecured(OtlpAuthMode) ? null : _values[OtlpApiKey];
    }

    // Who names a destination for the whole host means it, unless he also says where the dashboard is to listen for telemetry.
    private string? Elsewhere() =>
        _host["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } destination
        && Aspire("DASHBOARD_OTLP_ENDPOINT_URL") is null && Aspire("DASHBOARD_OTLP_HTTP_ENDPOINT_URL") is null
        && !_values.ContainsKey(DashboardEndpoint.OtlpGrpc.Setting) && !_values.ContainsKey(DashboardEndpoint.OtlpHttp.Setting)
            ? destination
            : null;

    private void SetEndpoints()
    {
        Default(DashboardEndpoint.Pages.Setting, _host["ASPNETCORE_URLS"]);
        Default(DashboardEndpoint.Pages.Setting, "http://127.0.0.1:18888");
        Default(DashboardEndpoint.OtlpGrpc.Setting, Aspire("DASHBOARD_OTLP_ENDPOINT_URL"));
        Default(DashboardEndpoint.OtlpGrpc.Setting, "http://127.0.0.1:4317");
        Default(DashboardEndpoint.OtlpHttp.Setting, Aspire("DASHBOARD_OTLP_HTTP_ENDPOINT_URL"));
        Default(DashboardEndpoint.OtlpHttp.Setting, "http://127.0.0.1:4318");
        Default(AllowedOrigins, Aspire("DASHBOARD_CORS_ALLOWED_ORIGINS"));
    }

    private void SetKeys()
    {
        if (bool.TryParse(Aspire("DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"), out var anonymous) && anonymous)
        {
            Default(FrontendAuthMode, Unsecured);
            Default(OtlpAuthMode, Unsecured);
        }

        Default(OtlpAuthMode, "ApiKey");
        Default(BrowserToken, _host[HostBrowserToken]);
        Default(BrowserToken, Aspire("DASHBOARD_FRONTEND_BROWSERTOKEN"));
        Default(BrowserToken, RandomKey());
        Default(OtlpApiKey, _host[HostOtlpApiKey]);
        Default(OtlpApiKey, RandomKey());
    }

    private void SetFolders()
    {
        var folder = Path.Combine(Path.GetFullPath(_host["AppHost:DataDirectory"] ?? ".otelshop"), "dashboard");
        Default("Dashboard:Frontend:KeysFolder", Path.Combine(folder, "keys"));
        if (bool.TryParse(_host[KeepTelemetry], out var keep) && keep)
            Default("Dashboard:Persistence:Folder", Path.Combine(folder, "telemetry"));
    }

    private void Default(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _values.TryAdd(name, value);
    }

    private bool IsUnsecured(string setting) => string.Equals(_values.GetValueOrDefault(setting), Unsecured, StringComparison.OrdinalIgnoreCase);

    private string? Aspire(string name) =>
        _host[$"ASPIRE_{name}"] is { Length: > 0 } value ? value : _host[$"DOTNET_{name}"] is { Length: > 0 } older ? older : null;

    private static string RandomKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
