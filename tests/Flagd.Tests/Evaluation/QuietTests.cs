using System.Text;
using Flagd.Evaluation.V2;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Evaluation;

/// <summary>A client that evaluates thousands of times a second must not fill the log.</summary>
public sealed class QuietTests : IAsyncLifetime
{
    private readonly FakeLogCollector _log = new();
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync("""{"flags": {"yes": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""", builder => builder.Logging.AddProvider(new FakeLoggerProvider(_log)));
        _log.Clear();
    }

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Theory]
    [InlineData("yes")]
    [InlineData("nope")]
    public async Task An_evaluation_writes_no_line(string flag)
    {
        using var ofrep = _flagd.CreateClient(Listener.Ofrep);
        using var connect = _flagd.CreateClient(Listener.Evaluation);
        using var first = await ofrep.PostAsync($"/ofrep/v1/evaluate/flags/{flag}", Json("{}"));
        using var second = await connect.PostAsync("/flagd.evaluation.v1.Service/ResolveBoolean", Json($$"""{"flagKey": "{{flag}}"}"""));
        await new Service.ServiceClient(_flagd.Channel(Listener.Evaluation)).ResolveBooleanAsync(new ResolveBooleanRequest { FlagKey = flag }).ResponseAsync.ContinueWith(_ => { }, TaskScheduler.Default);
        await _flagd.StopAsync();

        Assert.Empty(_log.GetSnapshot());
    }

    [Fact]
    public async Task A_client_that_leaves_writes_no_line()
    {
        using (var call = new Service.ServiceClient(_flagd.Channel(Listener.Evaluation)).EventStream(new EventStreamRequest()))
            await call.ResponseStream.MoveNext();
        using (var client = _flagd.CreateClient(Listener.Evaluation))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/flagd.evaluation.v1.Service/EventStream") { Content = new ByteArrayContent([0, 0, 0, 0, 2, .. "{}"u8]) };
            request.Content.Headers.ContentType = new("application/connect+json");
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }

        await _flagd.StopAsync();

        Assert.Empty(_log.GetSnapshot());
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
