using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The whole shop, started from its own AppHost in this process, on free ports and with empty data.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    // Tests wait for what a person would wait for a second or five.
    private static readonly string[] FrequentTelemetry = ["OTEL_METRIC_EXPORT_INTERVAL=1000", "OTEL_BSP_SCHEDULE_DELAY=250", "OTEL_BLRP_SCHEDULE_DELAY=250"];
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private DistributedApplication? _application;
    private HttpClient? _dashboard;
    private HttpClient? _flags;

    /// <summary>The running application, for its notifications and commands.</summary>
    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The shop has not been started.");

    /// <summary>The storefront's address.</summary>
    public HttpClient Storefront => Application.CreateHttpClient("frontend");

    /// <summary>The dashboard's pages and API, logged in.</summary>
    public HttpClient Dashboard => _dashboard ?? throw new InvalidOperationException("The shop has not been started.");

    /// <summary>The shop's flags, to break it on purpose.</summary>
    internal FlagSwitch Flags => new(_flags ??= OpenFlags());

    /// <summary>Somebody who looks at the dashboard from now on.</summary>
    internal Onlooker Look() => LookSince(TimeProvider.System.GetUtcNow());

    /// <summary>Somebody who looks at what the dashboard has had since then.</summary>
    internal Onlooker LookSince(DateTimeOffset since) => new(Dashboard, since);

    /// <summary>Opens the dashboard and logs in: what the console prints for a person.</summary>
    public Uri DashboardLogin => new($"{Settings["AppHost:DashboardUrl"]}/login?t={Settings["AppHost:BrowserToken"]}");

    private IConfiguration Settings => Application.Services.GetRequiredService<IConfiguration>();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            ["DisableDashboard=false", "OTEL_EXPORTER_OTLP_ENDPOINT=", .. FrequentTelemetry], limit.Token);
        _application = await builder.BuildAsync(limit.Token);
        await _application.StartAsync(limit.Token);
        foreach (var resource in _application.Services.GetRequiredService<DistributedApplicationModel>().Resources)
        {
            if (resource is ProjectResource)
                await _application.ResourceNotifications.WaitForResourceHealthyAsync(resource.Name, limit.Token);
        }

        _dashboard = new HttpClient { BaseAddress = new Uri(DashboardLogin, "/") };
        using var loggedIn = await _dashboard.GetAsync(DashboardLogin, limit.Token);
        loggedIn.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _dashboard?.Dispose();
        _flags?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
    }

    /// <summary>Process id of a resource. Null while it has no process.</summary>
    public string? ProcessOf(string resource) =>
        Application.ResourceNotifications.TryGetCurrentState(resource, out var known) && known.Snapshot.State?.Text == KnownResourceStates.Running
            ? known.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value?.ToString()
            : null;

    /// <summary>Waits until a resource serves again.</summary>
    public Task HealthyAsync(string resource) => Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable);

    /// <summary>A connection to one of the shop's databases, by its resource name.</summary>
    public async Task<NpgsqlConnection> OpenDatabaseAsync(string name)
    {
        var connection = new NpgsqlConnection(await Application.GetConnectionStringAsync(name));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The first column of the first row, or null when the query finds none.</summary>
    public async Task<object?> QueryAsync(string database, string sql, params object[] parameters)
    {
        await using var connection = await OpenDatabaseAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The mail that confirms an order, or null while there is none.</summary>
    public async Task<string?> FindMailAsync(string orderId)
    {
        var data = Settings["AppHost:DataDirectory"]!;
        var mail = Path.Combine(data, "mail", $"order-{orderId}.eml");
        return File.Exists(mail) ? await File.ReadAllTextAsync(mail) : null;
    }

    private HttpClient OpenFlags()
    {
        var daemon = Application.CreateHttpClient("flagd", "http");
        daemon.DefaultRequestHeaders.Authorization = new("Bearer", Settings["AppHost:BrowserToken"]);
        return daemon;
    }
}
