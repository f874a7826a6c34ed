using System.Net;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OtelShop.Dashboard.Telemetry.Logs;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class OtlpGrpcTests : IAsyncLifetime
{
    private static readonly Marshaller<byte[]> Bytes = new(bytes => bytes, bytes => bytes);
    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    private RunningDashboard _dashboard = null!;
    private GrpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync(settings: ("Otlp:MaxRequestBytes", "100000"));
        _channel = GrpcChannel.ForAddress(_dashboard.Addresses.OtlpGrpc!);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task Traces_are_kept()
    {
        var answer = await new TraceService.TraceServiceClient(_channel).ExportAsync(OtlpSamples.OneSpan());

        Assert.Null(answer.PartialSuccess);
        Assert.Equal("GET /cart", Assert.Single(_dashboard.Get<TraceStore>().Find(new()).Items).Name);
    }

    [Fact]
    public async Task Logs_are_kept()
    {
        var answer = await new LogsService.LogsServiceClient(_channel).ExportAsync(OtlpSamples.OneLog());

        Assert.Null(answer.PartialSuccess);
        Assert.Equal("hello", Assert.Single(_dashboard.Get<LogStore>().Find(new()).Items).Record.Body.StringValue);
    }

    [Fact]
    public async Task Metrics_are_taken()
    {
        var answer = await new MetricsService.MetricsServiceClient(_channel).ExportAsync(OtlpSamples.OnePoint());

        Assert.Null(answer.PartialSuccess);
    }

    [Fact]
    public async Task A_compressed_request_is_understood()
    {
        await new TraceService.TraceServiceClient(_channel).ExportAsync(OtlpSamples.OneSpan(), Gzip);

        Assert.Single(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task An_empty_request_is_fine() => Assert.Null((await new TraceService.TraceServiceClient(_channel).ExportAsync(new())).PartialSuccess);

    [Fact]
    public async Task A_request_over_the_limit_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new LogsService.LogsServiceClient(_channel).ExportAsync(OtlpSamples.OneLog(body: new string('x', 100_000))));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_request_that_unfolds_to_more_than_the_limit_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new LogsService.LogsServiceClient(_channel).ExportAsync(OtlpSamples.OneLog(body: new string('x', 50_000_000)), Gzip));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_broken_message_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => SendAsync("opentelemetry.proto.collector.trace.v1.TraceService", [0x0a, 0x7f, 1]));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Theory]
    [InlineData("opentelemetry.proto.collector.profiles.v1development.ProfilesService")]
    [InlineData("grpc.health.v1.Health")]
    public async Task Another_service_is_unimplemented(string service)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => SendAsync(service, []));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Theory]
    [InlineData("opentelemetry.proto.collector.trace.v1.TraceService")]
    [InlineData("opentelemetry.proto.collector.logs.v1.LogsService")]
    [InlineData("opentelemetry.proto.collector.metrics.v1.MetricsService")]
    public async Task Damage_is_refused_and_nothing_of_it_kept(string service)
    {
        var random = new Random(20261121);
        var sample = OtlpSamples.RequestOf(service).ToByteArray();
        for (var round = 0; round < 300; round++)
        {
            var damaged = sample[..random.Next(1, sample.Length + 1)];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var error = await Record.ExceptionAsync(() => SendAsync(service, damaged));

            Assert.True(error is null or RpcException { StatusCode: StatusCode.InvalidArgument }, $"Round {round}: {error}");
        }
    }

    [Fact]
    public async Task Who_speaks_no_grpc_is_told_nothing()
    {
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await client.GetAsync(_dashboard.Addresses.OtlpGrpc);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task SendAsync(string service, byte[] request) =>
        await _channel.CreateCallInvoker().AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, service, "Export", Bytes, Bytes), null, default, request);
}
