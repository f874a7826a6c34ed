using Google.Protobuf;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OtelShop.Dashboard.Ingest;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class PartialSuccessTests : IAsyncLifetime
{
    private const string Complaint = "1 spans have no valid trace id or no valid span id.";

    private RunningDashboard _dashboard = null!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync();

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public async Task Over_grpc_the_sender_learns_what_was_not_kept()
    {
        using var channel = GrpcChannel.ForAddress(_dashboard.Addresses.OtlpGrpc!);
        var answer = await new TraceService.TraceServiceClient(channel).ExportAsync(OneGoodOneBad());

        Assert.Equal(new ExportTracePartialSuccess { RejectedSpans = 1, ErrorMessage = Complaint }, answer.PartialSuccess);
        Assert.Single(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Over_http_the_sender_learns_what_was_not_kept()
    {
        using var sender = _dashboard.CreateOtlpClient();
        using var answer = await sender.PostAsync("/v1/traces", OtlpContent.Protobuf(OneGoodOneBad()));
        var reply = ExportTraceServiceResponse.Parser.ParseFrom(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal(new ExportTracePartialSuccess { RejectedSpans = 1, ErrorMessage = Complaint }, reply.PartialSuccess);
    }

    [Fact]
    public async Task In_JSON_the_sender_learns_what_was_not_kept()
    {
        using var sender = _dashboard.CreateOtlpClient();
        using var answer = await sender.PostAsync("/v1/traces", OtlpContent.Json(OneGoodOneBad()));

        Assert.Equal($$$"""{"partialSuccess":{"rejectedSpans":"1","errorMessage":"{{{Complaint}}}"}}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("logs", """{"partialSuccess":{"rejectedLogRecords":"2","errorMessage":"no"}}""")]
    [InlineData("metrics", """{"partialSuccess":{"rejectedDataPoints":"2","errorMessage":"no"}}""")]
    public void Each_signal_has_its_own_word(string signal, string expected)
    {
        var reply = OtlpReply.ToJson(OtlpSignal.All.Single(s => s.Name == signal), new(0, 2, "no"));

        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(reply.Span));
    }

    private static ExportTraceServiceRequest OneGoodOneBad()
    {
        var request = OtlpSamples.OneSpan();
        var spans = request.ResourceSpans[0].ScopeSpans[0].Spans;
        spans.Add(spans[0].Clone());
        spans[1].TraceId = ByteString.CopyFrom(new byte[16]);
        return request;
    }
}
