using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The whole shop, started from its own AppHost in this process, on free ports and with empty data. Its telemetry comes to the tests.</summary>
public sealed class RunningShop : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("otelshop-end-to-end-");
    private DistributedApplication? _application;
    private OtlpReceiver? _receiver;
    private HttpClient? _flags;

    /// <summary>The running application, for its notifications and commands.</summary>
    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The shop has not been started.");

    /// <summary>A client of the storefront.</summary>
    public HttpClient Storefront => Application.CreateHttpClient("frontend", "http");

    /// <summary>The shop's flags, to break it on purpose.</summary>
    internal FlagSwitch Flags => new(_flags ??= OpenFlags());

    private IConfiguration Settings => Application.Services.GetRequiredService<IConfiguration>();

    /// <summary>The telemetry from now on, or from an earlier moment.</summary>
    internal TelemetryView ObserveTelemetry(DateTimeOffset? since = null) =>
        new(_receiver ?? throw new InvalidOperationException("The shop has not been started."), since ?? TimeProvider.System.GetUtcNow());

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        _receiver = await OtlpReceiver.StartAsync();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--AppHost:DataDirectory={_data.FullName}"], limit.Token);
        foreach (var service in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(service).WithEnvironment(SendTelemetryHere);
        _application = await builder.BuildAsync(limit.Token);
        await _application.StartAsync(limit.Token);
        foreach (var resource in _application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
            await HealthyAsync(resource.Name, limit.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _flags?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
        if (_receiver is not null)
            await _receiver.DisposeAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>Process id of a resource. Null while it has no process.</summary>
    public int? ProcessOf(string resource) =>
        Application.ResourceNotifications.TryGetCurrentState(resource, out var known) && known.Snapshot.State?.Text == KnownResourceStates.Running
            ? known.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?
            : null;

    /// <summary>Waits until a resource serves.</summary>
    public Task HealthyAsync(string resource, CancellationToken cancellationToken = default) =>
        Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    // Frequent exports: the tests wait for telemetry.
    private void SendTelemetryHere(EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_HEADERS");
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver!.Address.ToString();
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        context.EnvironmentVariables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        context.EnvironmentVariables["OTEL_BSP_SCHEDULE_DELAY"] = "250";
        context.EnvironmentVariables["OTEL_BLRP_SCHEDULE_DELAY"] = "250";
    }

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
        var mail = Path.Combine(_data.FullName, "mail", $"order-{orderId}.eml");
        return File.Exists(mail) ? await File.ReadAllTextAsync(mail) : null;
    }

    private HttpClient OpenFlags()
    {
        var daemon = Application.CreateHttpClient("flagd", "http");
        daemon.DefaultRequestHeaders.Authorization = new("Bearer", Settings["AppHost:BrowserToken"]);
        return daemon;
    }
}
