using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

/// <summary>A collector that does not take telemetry must not be noticed by users of the service.</summary>
[Collection(ProcessCollection.Name)]
public sealed class DeadCollectorTests
{
    private const int Requests = 4_000;
    private const int Users = 8;
    private static readonly TimeSpan Unnoticed = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);
    private const long GrowthLimit = 8_000_000;

    [Theory]
    [InlineData("refuses connections", "grpc")]
    [InlineData("refuses connections", "http/protobuf")]
    [InlineData("accepts and never answers", "grpc")]
    [InlineData("accepts and never answers", "http/protobuf")]
    [InlineData("reads requests and does not answer", "grpc")]
    [InlineData("is exhausted", "grpc")]
    public async Task A_dead_collector_slows_no_request_takes_no_memory_and_does_not_delay_the_end(string collector, string protocol)
    {
        await using var dead = await StartAsync(collector);
        await using var service = await TestService.StartAsync(null, Map, [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", dead.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_BLRP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            // Queues far smaller than the number of requests: what grows beyond them is a leak.
            ("OTEL_BSP_MAX_QUEUE_SIZE", "256"), ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "128"),
            ("OTEL_BLRP_MAX_QUEUE_SIZE", "256"), ("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "128"),
        ]);
        await SendAsync(service);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var slowest = await SendAsync(service);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        var start = Stopwatch.GetTimestamp();
        await service.StopAsync();
        await service.DisposeAsync();
        var end = Stopwatch.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper!.WriteLine($"slowest request {slowest.TotalMilliseconds:0} ms, growth {growth / 1000} kB, end after {end.TotalMilliseconds:0} ms");

        Assert.InRange(slowest, TimeSpan.Zero, Unnoticed);
        Assert.InRange(growth, long.MinValue, GrowthLimit);
        Assert.InRange(end, TimeSpan.Zero, ShutdownLimit);
    }

    private static async Task<TimeSpan> SendAsync(TestService service)
    {
        var slowest = await Task.WhenAll(Enumerable.Range(0, Users).Select(async _ =>
        {
            var slowest = TimeSpan.Zero;
            for (var sent = 0; sent < Requests / Users; sent++)
            {
                var start = Stopwatch.GetTimestamp();
                using var response = await service.Http.GetAsync("/planets/4");
                response.EnsureSuccessStatusCode();
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            }

            return slowest;
        }));
        return slowest.Max();
    }

    private static void Map(WebApplication app) => app.MapGet("/planets/{number}", (string number, ILogger<DeadCollectorTests> logger) =>
    {
        logger.PlanetVisited(number);
        return Results.Ok();
    });

    private static async Task<DeadCollector> StartAsync(string kind)
    {
        if (kind is "reads requests and does not answer" or "is exhausted")
            return await StartServerAsync(isExhausted: kind == "is exhausted");
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        if (kind == "refuses connections")
            listener.Stop();
        return new DeadCollector(address, () =>
        {
            listener.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<DeadCollector> StartServerAsync(bool isExhausted)
    {
        var end = new TaskCompletionSource();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            if (!isExhausted)
                await end.Task.WaitAsync(http.RequestAborted);
            http.Response.ContentType = "application/grpc";
            http.Response.AppendTrailer("grpc-status", "8");
        });
        await server.StartAsync();
        return new DeadCollector(server.Urls.First(), async () =>
        {
            end.TrySetResult();
            await server.DisposeAsync();
        });
    }

    private sealed class DeadCollector(string address, Func<ValueTask> end) : IAsyncDisposable
    {
        public string Address => address;

        public ValueTask DisposeAsync() => end();
    }
}
