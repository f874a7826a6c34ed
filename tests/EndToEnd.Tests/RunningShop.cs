using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.EndToEnd.Tests.Monitoring;
using OtelShop.EndToEnd.Tests.Scenarios;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The whole shop. Its telemetry comes to the tests.</summary>
public sealed class RunningShop : TestShop
{
    /// <summary>Ceiling of the cache that <c>recommendationCacheFailure</c> fills.</summary>
    internal const int RecommendationCacheMebibytes = 32;

    private readonly PersonalData _personal = new(People.CardCodes, People.Streets);
    private readonly SchemaCheck _schema = new(TelemetrySchema.Read(Path.Combine(AppContext.BaseDirectory, "telemetry-schema")));
    private OtlpReceiver? _receiver;
    private HttpClient? _flags;
    private DateTimeOffset _started;

    /// <summary>The shop's flags, to break it on purpose.</summary>
    internal FlagSwitch Flags => new(_flags ??= OpenFlags());

    /// <summary>The shop's Prometheus and Alertmanager.</summary>
    internal PrometheusClient Monitoring => new(Application.CreateHttpClient("prometheus", "http"), Application.CreateHttpClient("alertmanager", "http"));

    /// <summary>The file of the shop's flags.</summary>
    internal string FlagFile => Path.Combine(DataFolder, "flags", "demo.flagd.json");

    /// <summary>How long ago the shop was started.</summary>
    internal TimeSpan Age => TimeProvider.System.GetUtcNow() - _started;

    /// <summary>Token required to change flags.</summary>
    internal string FlagToken => Application.Services.GetRequiredService<IConfiguration>()["AppHost:BrowserToken"]!;

    /// <summary>Personal data in the telemetry of all tests so far, and in what the resources have written to the console.</summary>
    internal PersonalData SearchPersonalData()
    {
        // Numbers in lines of databases are not the shop's.
        var ofOthers = new PersonalData([], People.Streets);
        // Debian's exporters print the address of their maintainers.
        foreach (var file in Directory.EnumerateFiles(Path.Combine(DataFolder, "logs")).Where(file => !file.Contains("-exporter.", StringComparison.Ordinal)))
        {
            var isService = Services.Contains(Path.GetFileName(file).Split('.')[0]);
            foreach (var line in File.ReadLines(file))
                (isService ? _personal : ofOthers).Search(Path.GetFileName(file), line);
        }
        _personal.Add(ofOthers);
        return _personal;
    }

    /// <summary>The telemetry from now on, or from an earlier moment.</summary>
    internal TelemetryView ObserveTelemetry(DateTimeOffset? since = null) =>
        new(_receiver ?? throw new InvalidOperationException("The shop has not been started."), since ?? TimeProvider.System.GetUtcNow());

    /// <summary>Compares all telemetry with the schema.</summary>
    internal SchemaCheck Schema => _schema;

    /// <inheritdoc/>
    protected override IEnumerable<string> Arguments => [.. base.Arguments, "--prometheus"];

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _started = TimeProvider.System.GetUtcNow();
        _receiver = await OtlpReceiver.StartAsync(_schema, _personal);
        await base.InitializeAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _flags?.Dispose();
        await base.DisposeAsync();
        if (_receiver is not null)
            await _receiver.DisposeAsync();
    }

    // Frequent exports, short intervals and low ceilings: the tests wait for telemetry. Records of every level are compared with the schema.
    /// <inheritdoc/>
    protected override Task ConfigureAsync(EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_HEADERS");
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver!.Address.ToString();
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        // Browsers send theirs through the proxy.
        context.EnvironmentVariables["services__otel-collector__http__0"] = _receiver.HttpAddress.ToString();
        context.EnvironmentVariables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        context.EnvironmentVariables["OTEL_BSP_SCHEDULE_DELAY"] = "250";
        context.EnvironmentVariables["OTEL_BLRP_SCHEDULE_DELAY"] = "250";
        context.EnvironmentVariables["Logging__LogLevel__OtelShop"] = "Debug";
        context.EnvironmentVariables["Email__LeakCeilingMebibytes"] = "1";
        context.EnvironmentVariables["Recommendation__CacheCeilingMebibytes"] = $"{RecommendationCacheMebibytes}";
        context.EnvironmentVariables["Catalog__CacheDuration"] = "00:00:02";
        context.EnvironmentVariables["Journey__Interval"] = "00:00:05";
        return Task.CompletedTask;
    }

    private HttpClient OpenFlags()
    {
        var daemon = Application.CreateHttpClient("flagd", "http");
        daemon.DefaultRequestHeaders.Authorization = new("Bearer", FlagToken);
        return daemon;
    }
}
