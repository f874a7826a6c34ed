using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The whole shop. Its telemetry comes to the tests.</summary>
public sealed class RunningShop : TestShop
{
    private OtlpReceiver? _receiver;
    private HttpClient? _flags;

    /// <summary>The shop's flags, to break it on purpose.</summary>
    internal FlagSwitch Flags => new(_flags ??= OpenFlags());

    /// <summary>The telemetry from now on, or from an earlier moment.</summary>
    internal TelemetryView ObserveTelemetry(DateTimeOffset? since = null) =>
        new(_receiver ?? throw new InvalidOperationException("The shop has not been started."), since ?? TimeProvider.System.GetUtcNow());

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _receiver = await OtlpReceiver.StartAsync();
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

    // Frequent exports: the tests wait for telemetry.
    /// <inheritdoc/>
    protected override Task ConfigureAsync(EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables.Remove("OTEL_EXPORTER_OTLP_HEADERS");
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = _receiver!.Address.ToString();
        context.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        context.EnvironmentVariables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        context.EnvironmentVariables["OTEL_BSP_SCHEDULE_DELAY"] = "250";
        context.EnvironmentVariables["OTEL_BLRP_SCHEDULE_DELAY"] = "250";
        return Task.CompletedTask;
    }

    private HttpClient OpenFlags()
    {
        var daemon = Application.CreateHttpClient("flagd", "http");
        daemon.DefaultRequestHeaders.Authorization = new("Bearer", Application.Services.GetRequiredService<IConfiguration>()["AppHost:BrowserToken"]);
        return daemon;
    }
}
