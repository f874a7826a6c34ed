using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class DashboardSettingsTests
{
    private static readonly Uri Pages = new("http://127.0.0.1:18888");

    [Fact]
    public void Without_any_setting_it_listens_where_everybody_expects_it()
    {
        var settings = Settings();

        Assert.Equal(
            ["http://127.0.0.1:18888", "http://127.0.0.1:4317", "http://127.0.0.1:4318"],
            DashboardEndpoint.All.Select(settings.UrlOf));
    }

    [Fact]
    public void Aspire_s_names_say_where_it_listens()
    {
        var settings = Settings(
            ("ASPNETCORE_URLS", "http://127.0.0.1:1"), ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://127.0.0.1:2"),
            ("DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://127.0.0.1:3"));

        Assert.Equal(["http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3"], DashboardEndpoint.All.Select(settings.UrlOf));
    }

    [Fact]
    public void Its_own_settings_come_first_and_all_are_passed_on()
    {
        var settings = Settings(
            ("ASPNETCORE_URLS", "http://127.0.0.1:1"), ("Dashboard:Frontend:EndpointUrls", "http://127.0.0.1:5"), ("Dashboard:TelemetryLimits:MaxLogCount", "9"));

        Assert.Equal("http://127.0.0.1:5", settings.UrlOf(DashboardEndpoint.Pages));
        Assert.Equal("9", settings.Values["Dashboard:TelemetryLimits:MaxLogCount"]);
    }

    [Fact]
    public void Every_run_has_a_token_and_a_key_of_its_own()
    {
        var (first, second) = (Settings(), Settings());

        Assert.NotEqual(first.Values["Dashboard:Otlp:PrimaryApiKey"], second.Values["Dashboard:Otlp:PrimaryApiKey"]);
        Assert.NotEqual(first.EntranceAt(Pages), second.EntranceAt(Pages));
        Assert.Equal($"Login to the dashboard at http://127.0.0.1:18888/login?t={first.Values["Dashboard:Frontend:BrowserToken"]}", first.EntranceAt(Pages));
    }

    [Fact]
    public void Whoever_allows_anybody_gets_no_token()
    {
        var settings = Settings(("ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS", "true"));

        Assert.Equal("Dashboard: http://127.0.0.1:18888", settings.EntranceAt(Pages));
        Assert.Equal("Unsecured", settings.Values["Dashboard:Otlp:AuthMode"]);
    }

    [Fact]
    public void Resources_are_told_where_it_really_listens()
    {
        var host = Host();
        var settings = new DashboardSettings(host, new DistributedApplicationOptions());
        settings.TellResources(Pages, new Uri("http://127.0.0.1:4319"), null);

        Assert.Equal("http://127.0.0.1:4319", host["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);
        Assert.Equal(settings.Values["Dashboard:Otlp:PrimaryApiKey"], host["AppHost:OtlpApiKey"]);
    }

    [Fact]
    public void A_destination_that_the_user_has_chosen_for_the_host_wins()
    {
        var host = Host(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"));
        var settings = new DashboardSettings(host, new DistributedApplicationOptions());
        settings.TellResources(Pages, new Uri("http://127.0.0.1:4317"), null);

        Assert.Equal("http://collector:4317", settings.TelemetryGoesTo);
        Assert.Null(host["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);
    }

    [Fact]
    public void Telemetry_is_kept_when_asked()
    {
        Assert.False(Settings(("AppHost:DataDirectory", "/data")).Values.ContainsKey("Dashboard:Persistence:Folder"));
        Assert.Equal("/data/dashboard/telemetry", Settings(("AppHost:DataDirectory", "/data"), ("keep-telemetry", "true")).Values["Dashboard:Persistence:Folder"]);
    }

    private static DashboardSettings Settings(params (string Name, string Value)[] host) => new(Host(host), new DistributedApplicationOptions());

    private static IConfiguration Host(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
