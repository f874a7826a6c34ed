using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceMap.Tests;

/// <summary>Speaks the stream of the dashboard's telemetry API on a real socket.</summary>
internal sealed class DashboardStub : IAsyncDisposable
{
    public const string Key = "the-key";
    private readonly WebApplication _app;
    private readonly Channel<HttpContext> _connections = Channel.CreateUnbounded<HttpContext>();

    private DashboardStub(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <param name="port">Zero for any.</param>
    public static async Task<DashboardStub> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // The settings of the application lie beside the tests.
        builder.Configuration.Sources.Clear();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        var stub = new DashboardStub(app);
        app.MapGet("/api/telemetry/spans", stub.FollowAsync);
        await app.StartAsync();
        return stub;
    }

    /// <summary>The next connection.</summary>
    public async Task<Connection> NextAsync() => new(await _connections.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task FollowAsync(HttpContext context)
    {
        if (context.Request.Headers["x-api-key"] != Key || context.Request.Query["follow"] != "true")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        await context.Response.Body.FlushAsync();
        await _connections.Writer.WriteAsync(context);
        var ended = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(ended.SetResult);
        await ended.Task;
    }

    internal sealed class Connection(HttpContext context)
    {
        public async Task SendAsync(params IEnumerable<string> lines)
        {
            foreach (var line in lines)
                await context.Response.WriteAsync(line + "\n");
            await context.Response.Body.FlushAsync();
        }

        public void Break() => context.Abort();
    }
}
