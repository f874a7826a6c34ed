using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Aspire.Hosting.Tests.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed partial class HostedDashboardTests : IAsyncLifetime
{
    private readonly LocalHost _host = new(arguments: ["--DisableDashboard=false", "--OTEL_EXPORTER_OTLP_ENDPOINT="]);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task The_console_says_how_to_log_in_and_the_link_does_it()
    {
        await _host.StartAsync();
        await Eventually.True(() => !_host.Console.Entrances.IsEmpty);
        var line = Assert.Single(_host.Console.Entrances);

        var address = Entrance().Match(line).Groups[1].Value;
        using var browser = new HttpClient();

        Assert.Contains("<title>Resources</title>", await browser.GetStringAsync(address));
    }

    [Fact]
    public async Task Every_resource_that_sends_telemetry_is_told_where_and_with_which_key()
    {
        _host.AddScript("sender", "echo to $OTEL_EXPORTER_OTLP_ENDPOINT with $OTEL_EXPORTER_OTLP_HEADERS; exec sleep 3600").WithOtlpExporter();
        await _host.StartAsync();

        var said = await _host.Said("sender", line => line.StartsWith("to ", StringComparison.Ordinal));

        var configuration = _host.Application.Services.GetRequiredService<IConfiguration>();
        Assert.Matches("^to http://127.0.0.1:[0-9]+ with x-otlp-api-key=[0-9a-f]{32}$", said);
        Assert.Equal($"to {configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]} with x-otlp-api-key={configuration["AppHost:OtlpApiKey"]}", said);
    }

    [Fact]
    public async Task Nothing_listens_any_more_after_the_stop()
    {
        await _host.StartAsync();
        var port = Port(_host);
        Assert.False(PortAllocator.IsFree(port));

        await _host.Application.StopAsync();

        Assert.True(PortAllocator.IsFree(port));
    }

    [Fact]
    public async Task The_token_is_told_to_nobody_but_the_console()
    {
        await _host.StartAsync();
        await Eventually.True(() => !_host.Console.Entrances.IsEmpty);
        var token = _host.Application.Services.GetRequiredService<IConfiguration>()["AppHost:BrowserToken"]!;
        await _host.Application.StopAsync();

        Assert.DoesNotContain(_host.Console.Notices, notice => notice.Contains(token));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_host.Scratch.File("data"), "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"),
            file => File.ReadAllText(file).Contains(token));
    }

    [Fact]
    public async Task A_port_that_is_taken_moves_and_the_console_says_so()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var host = new LocalHost(arguments:
            ["--DisableDashboard=false", "--DcpPublisher:RandomizePorts=false", .. Free(), $"--Dashboard:Frontend:EndpointUrls=http://127.0.0.1:{taken}"]);
        await host.StartAsync();

        Assert.StartsWith($"Port {taken} is in use by another program: the dashboard listens on ", await host.Console.Notice($"Port {taken}"));
        Assert.NotEqual(taken, Port(host));
    }

    [Fact]
    public async Task A_setting_that_is_wrong_ends_the_host_with_one_clear_sentence()
    {
        using var host = new HostProcess(_host.Scratch.File("other"), "--DisableDashboard=false", "--Dashboard:Frontend:AuthMode=Nobody");

        var errors = await host.ErrorsUntilExitAsync();

        Assert.StartsWith("The dashboard cannot be started: ", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("Dashboard:Frontend:AuthMode", errors);
        Assert.Equal(1, host.ExitCode);
    }

    [Fact]
    public async Task A_destination_of_the_user_s_own_is_kept_and_said()
    {
        await using var host = new LocalHost(arguments: ["--DisableDashboard=false", "--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9"]);
        host.AddScript("sender", "echo to $OTEL_EXPORTER_OTLP_ENDPOINT; exec sleep 3600").WithOtlpExporter();
        await host.StartAsync();

        Assert.Equal("to http://127.0.0.1:9", await host.Said("sender", line => line.StartsWith("to ", StringComparison.Ordinal)));
        Assert.Contains("the dashboard shows none of it", await host.Console.Notice("OTEL_EXPORTER_OTLP_ENDPOINT"));
    }

    [Fact]
    public async Task Web_pages_of_the_system_alone_may_send_telemetry()
    {
        _host.AddScript("shop", "exec sleep 3600").WithHttpEndpoint(name: "http").WithExternalHttpEndpoints();
        await _host.StartAsync();
        var shop = (await _host.Reached("shop", change => !change.Snapshot.Urls.IsEmpty)).Snapshot.Urls[0].Url;

        Assert.Equal(shop, await AllowedAsync(shop));
        Assert.Null(await AllowedAsync("http://elsewhere.example"));
    }

    private async Task<string?> AllowedAsync(string origin)
    {
        var otlp = _host.Application.Services.GetRequiredService<IConfiguration>()["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        using var browser = new HttpClient();
        using var question = new HttpRequestMessage(HttpMethod.Options, $"{otlp}/v1/traces");
        question.Headers.Add("Origin", origin);
        question.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await browser.SendAsync(question);
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }

    // The OTLP endpoints too must not be where a dashboard of somebody else already is.
    private static IEnumerable<string> Free() =>
        ["--Dashboard:Otlp:GrpcEndpointUrl=http://127.0.0.1:0", "--Dashboard:Otlp:HttpEndpointUrl=http://127.0.0.1:0"];

    private static int Port(LocalHost host)
    {
        Assert.True(host.Console.Entrances.TryPeek(out var line) || SpinWait.SpinUntil(() => host.Console.Entrances.TryPeek(out line), TimeSpan.FromMinutes(1)));
        return new Uri(Entrance().Match(line!).Groups[1].Value).Port;
    }

    [GeneratedRegex("^Login to the dashboard at (http://[^ ]+/login\\?t=[0-9a-f]{32})$")]
    private static partial Regex Entrance();
}
