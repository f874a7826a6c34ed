using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class OtlpApiKeyTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = null!;
    private GrpcChannel _channel = null!;
    private HttpClient _sender = null!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync(
            settings: [("Otlp:AuthMode", "ApiKey"), ("Otlp:PrimaryApiKey", "first"), ("Otlp:SecondaryApiKey", "second"), ("Otlp:MaxRequestBytes", "1000")]);
        _channel = GrpcChannel.ForAddress(_dashboard.Addresses.OtlpGrpc!);
        _sender = _dashboard.CreateOtlpClient();
    }

    public async Task DisposeAsync()
    {
        _sender.Dispose();
        _channel.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public async Task Either_key_lets_a_sender_in(string key)
    {
        await new TraceService.TraceServiceClient(_channel).ExportAsync(OtlpSamples.OneSpan(), new Metadata { { "x-otlp-api-key", key } });
        _sender.DefaultRequestHeaders.Add("x-otlp-api-key", key);
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Protobuf(OtlpSamples.OneSpan()));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("First")]
    [InlineData("first,second")]
    public async Task Over_grpc_nobody_else_is_let_in(string? key)
    {
        var headers = key is null ? [] : new Metadata { { "x-otlp-api-key", key } };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new TraceService.TraceServiceClient(_channel).ExportAsync(OtlpSamples.OneSpan(), headers));

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
        Assert.Equal("Send the API key in x-otlp-api-key.", error.Status.Detail);
        Assert.Empty(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Over_http_nobody_else_is_let_in(string? key)
    {
        if (key is not null)
            _sender.DefaultRequestHeaders.Add("x-otlp-api-key", key);
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Json(OtlpSamples.OneSpan()));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("""{"code":16,"message":"Send the API key in x-otlp-api-key."}""", await answer.Content.ReadAsStringAsync());
        Assert.Empty(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Who_has_no_key_is_not_read()
    {
        using var answer = await _sender.PostAsync("/v1/traces", OtlpContent.Of("application/json", new byte[2000]));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
