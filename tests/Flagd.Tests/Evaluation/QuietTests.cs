using System.Collections.Concurrent;
using System.Text;
using Flagd.Evaluation.V2;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Evaluation;

/// <summary>Whoever evaluates thousands of times a second must not fill the log.</summary>
public sealed class QuietTests : IAsyncLifetime
{
    private readonly Lines _lines = new();
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync("""{"flags": {"yes": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""", builder => builder.Logging.AddProvider(_lines));
        _lines.Clear();
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

        Assert.Empty(_lines);
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

        Assert.Empty(_lines);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private sealed class Lines : ConcurrentQueue<string>, ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(Lines lines, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
        }
    }
}
