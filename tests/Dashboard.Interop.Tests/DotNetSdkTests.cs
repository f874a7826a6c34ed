using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OtelShop.Dashboard.Interop.Tests;

public sealed class DotNetSdkTests : IAsyncLifetime
{
    private const int Patience = 10_000;
    private readonly string _name = $"dotnet-{Guid.NewGuid():n}";
    private readonly ResourceBuilder _resource = ResourceBuilder.CreateEmpty().AddService("dotnet-shop", serviceInstanceId: "1");
    private Receiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await Receiver.StartAsync();

    public Task DisposeAsync() => _receiver.DisposeAsync().AsTask();

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void Its_spans_are_kept(OtlpExportProtocol protocol)
    {
        using var source = new ActivitySource(_name);
        using var provider = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(_resource).AddSource(_name)
            .AddOtlpExporter(options => Direct(options, protocol, "traces")).Build();
        var sent = source.StartActivity("ship", ActivityKind.Producer)!;
        sent.AddTag("parcels", 2).Dispose();
        provider.ForceFlush(Patience);

        var kept = Assert.Single(_receiver.Traces.Find(new()).Items);
        Assert.Equal((sent.TraceId.ToString(), "ship", "dotnet-shop"), (kept.TraceId.ToString(), kept.Name, kept.Root.ServiceName));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void Its_logs_are_kept(OtlpExportProtocol protocol)
    {
        using (var loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
            options.SetResourceBuilder(_resource).AddOtlpExporter(exporter => Direct(exporter, protocol, "logs")))))
        {
            loggers.CreateLogger("Parcels").Lost(7);
        }

        var kept = Assert.Single(_receiver.Logs.Find(new()).Items);
        Assert.Equal("Parcels", kept.Entry.Scope);
        Assert.Equal(7, Assert.Single(kept.Record.Attributes, attribute => attribute.Key == "Parcel").Value.IntValue);
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public void Its_metrics_are_kept(OtlpExportProtocol protocol)
    {
        using var meter = new Meter(_name);
        using var provider = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(_resource).AddMeter(_name)
            .AddOtlpExporter(options => Direct(options, protocol, "metrics")).Build();
        meter.CreateCounter<long>("parcels").Add(3);
        provider.ForceFlush(Patience);

        Assert.Equal("parcels", Assert.Single(_receiver.Metrics.Instruments("dotnet-shop")).Identity.Name);
    }

    private void Direct(OtlpExporterOptions options, OtlpExportProtocol protocol, string signal)
    {
        options.Protocol = protocol;
        options.Headers = $"x-otlp-api-key={Uri.EscapeDataString(Receiver.Key)}";
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? _receiver.Addresses.OtlpGrpc! : new Uri(_receiver.Addresses.OtlpHttp!, $"v1/{signal}");
    }
}
