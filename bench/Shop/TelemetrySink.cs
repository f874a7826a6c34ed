using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OtelShop.Bench.Shop;

/// <summary>Takes OTLP over gRPC as a collector does, and keeps nothing.</summary>
internal sealed class TelemetrySink : IAsyncDisposable
{
    private const int EmptyFrame = 5;
    private readonly WebApplication _server;
    private long _bytes;

    private TelemetrySink()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
        });
        _server = builder.Build();
        _server.Run(async http =>
        {
            while (await http.Request.BodyReader.ReadAsync() is { Buffer.IsEmpty: false } read)
            {
                Interlocked.Add(ref _bytes, read.Buffer.Length);
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            }

            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[EmptyFrame]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
    }

    /// <summary>What goes into <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Address => _server.Urls.First();

    /// <summary>Bytes of telemetry so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public static async Task<TelemetrySink> StartAsync()
    {
        var sink = new TelemetrySink();
        await sink._server.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
