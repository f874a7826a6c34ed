using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OtelShop.Testing.Shop;

/// <summary>The whole shop, started from its own AppHost in this process, on free ports and with empty data.</summary>
public class TestShop : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("otelshop-test-");
    private DistributedApplication? _application;

    /// <summary>The running application, for its notifications and commands.</summary>
    /// <exception cref="InvalidOperationException">The shop does not run.</exception>
    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The shop does not run.");

    /// <summary>A client of the storefront, through the proxy.</summary>
    public HttpClient Storefront => Application.CreateHttpClient("frontend-proxy", "http");

    /// <summary>Names of the services that start with the shop.</summary>
    public IReadOnlyList<string> Services =>
        [.. Model.Resources.OfType<ProjectResource>().Where(service => !service.HasAnnotationOfType<ExplicitStartupAnnotation>()).Select(service => service.Name)];

    /// <summary>The folder of the confirmation mails.</summary>
    public string MailFolder => Path.Combine(DataFolder, "mail");

    /// <summary>The shop's data.</summary>
    protected string DataFolder => _data.FullName;

    /// <summary>Arguments of the AppHost.</summary>
    protected virtual IEnumerable<string> Arguments => [$"--AppHost:DataDirectory={DataFolder}", "--no-load"];

    private DistributedApplicationModel Model => Application.Services.GetRequiredService<DistributedApplicationModel>();

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync() => await StartAsync();

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>Starts the shop with the data that it has, and waits until every service serves.</summary>
    public async Task StartAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([.. Arguments], limit.Token);
        foreach (var service in builder.Resources.OfType<ProjectResource>())
            builder.CreateResourceBuilder(service).WithEnvironment(ConfigureAsync)
                // On a busy machine the first pages take longer than users would wait.
                .WithEnvironment("FrontendProxy__Timeout", "00:01:00");
        // The resources' output is in the log files of the data folder; the test process would keep all of it in memory.
        builder.Services.AddLogging(logging => logging.ClearProviders());
        _application = await builder.BuildAsync(limit.Token);
        await _application.StartAsync(limit.Token);
        foreach (var service in Services)
            await HealthyAsync(service, limit.Token);
    }

    /// <summary>Stops the shop; its data stays.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _application, null) is { } application)
            await application.DisposeAsync();
    }

    /// <summary>Process id of a resource. Null while it has no process.</summary>
    public int? ProcessOf(string resource) =>
        Application.ResourceNotifications.TryGetCurrentState(resource, out var known) && known.Snapshot.State?.Text == KnownResourceStates.Running
            ? known.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?
            : null;

    /// <summary>Waits until a resource serves.</summary>
    public Task HealthyAsync(string resource, CancellationToken cancellationToken = default) =>
        Application.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    /// <summary>Executes a command of a resource: one of <see cref="KnownResourceCommands"/>.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public async Task CommandAsync(string resource, string command)
    {
        if (await Application.ResourceCommands.ExecuteCommandAsync(resource, command) is { Success: false } failed)
            throw new InvalidOperationException($"{command} of {resource} failed: {failed.Message}");
    }

    /// <summary>Kills the process of a resource, as <c>kill -9</c> does, and waits until another listens.</summary>
    public async Task KillAndAwaitAsync(string resource)
    {
        var killed = ProcessOf(resource);
        await SignalAsync(resource, "KILL");
        await Eventually.HoldsAsync($"another process of {resource}", () => Task.FromResult(ProcessOf(resource) is { } id && id != killed));
        await ListeningAsync(resource);
    }

    /// <summary>Waits until the process of a resource accepts connections.</summary>
    public Task ListeningAsync(string resource)
    {
        // The endpoints of a program that stands in for a container belong to the container's resource.
        var server = Model.Resources.OfType<IResourceWithEndpoints>().Single(server => server.Name == (resource.EndsWith("-process", StringComparison.Ordinal) ? resource[..^"-process".Length] : resource));
        return Eventually.HoldsAsync($"{resource} listens", async () =>
        {
            foreach (var endpoint in server.Annotations.OfType<EndpointAnnotation>())
            {
                using var probe = new TcpClient();
                try
                {
                    await probe.ConnectAsync("127.0.0.1", Application.GetEndpoint(server.Name, endpoint.Name).Port);
                }
                catch (SocketException)
                {
                    return false;
                }
            }

            return true;
        });
    }

    /// <summary>Sends a signal to the process of a resource.</summary>
    public async Task SignalAsync(string resource, string signal)
    {
        var id = ProcessOf(resource) ?? throw new InvalidOperationException($"{resource} has no process.");
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"{resource} could not be sent {signal}.");
    }

    /// <summary>A connection to one of the shop's databases, by its resource name.</summary>
    public async Task<NpgsqlConnection> OpenDatabaseAsync(string name)
    {
        // Without a pool, which would hold connections to a server that was killed.
        var connection = new NpgsqlConnection($"{await Application.GetConnectionStringAsync(name)};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>The first column of the first row, or null when the query finds none.</summary>
    public async Task<object?> QueryAsync(string database, string sql, params object[] parameters) =>
        (await QueryAllAsync(database, sql, parameters)) is [var first, ..] ? first : null;

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<object>> QueryAllAsync(string database, string sql, params object[] parameters)
    {
        await using var connection = await OpenDatabaseAsync(database);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using var reader = await command.ExecuteReaderAsync();
        List<object> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0));
        return rows;
    }

    /// <summary>The mail that confirms an order, or null while there is none.</summary>
    public async Task<string?> FindMailAsync(string orderId)
    {
        var mail = Path.Combine(MailFolder, $"order-{orderId}.eml");
        return File.Exists(mail) ? await File.ReadAllTextAsync(mail) : null;
    }

    /// <summary>Changes the variables of a service before it starts. Sends no telemetry unless overridden.</summary>
    protected virtual Task ConfigureAsync(EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        return Task.CompletedTask;
    }
}
