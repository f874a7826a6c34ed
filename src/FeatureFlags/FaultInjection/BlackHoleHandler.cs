using System.Net.Sockets;
using OpenFeature.Model;
using OpenTelemetry;

namespace OtelShop.FaultInjection;

/// <summary>
/// Loses HTTP requests and gRPC calls: they are not sent and get no response until the caller's deadline, timeout or cancellation.
/// </summary>
internal sealed class BlackHoleHandler(FaultFlags flags, FaultTelemetry telemetry, TimeProvider clock) : DelegatingHandler
{
    // As long as a network goes on trying before it gives up.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private volatile Dependency? _latest;

    /// <summary>Name of the called service. Null: the host of the request.</summary>
    public string? Service { get; init; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Exporters call without instrumentation, and must not break the view of what is broken. So does a traced gRPC call below its own span.
        if (request.RequestUri is null || (Sdk.SuppressInstrumentation && !IsGrpc(request)))
            return base.SendAsync(request, cancellationToken);

        var isLost = flags.IsOnAsync(FaultNames.BlackHole, ContextOf(Service ?? request.RequestUri.Host));
        return isLost is { IsCompletedSuccessfully: true, Result: false }
            ? base.SendAsync(request, cancellationToken)
            : SendOrLoseAsync(request, isLost, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOrLoseAsync(HttpRequestMessage request, ValueTask<bool> isLost, CancellationToken cancellationToken)
    {
        if (!await isLost)
            return await base.SendAsync(request, cancellationToken);

        telemetry.Injected(FaultNames.BlackHole);
        using var span = IsGrpc(request) ? null : FaultTelemetry.StartLostRequest(request);
        try
        {
            await Task.Delay(LongestWait, clock, cancellationToken);
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, $"No answer from {request.RequestUri!.Host}.", new SocketException((int)SocketError.TimedOut));
        }
        catch (Exception error)
        {
            FaultTelemetry.LostRequestEnded(span, error);
            throw;
        }
    }

    private static bool IsGrpc(HttpRequestMessage request) =>
        request.Content?.Headers.ContentType?.MediaType?.StartsWith("application/grpc", StringComparison.Ordinal) is true;

    // A client nearly always calls the same host.
    private EvaluationContext ContextOf(string host)
    {
        var latest = _latest;
        if (latest is null || latest.Host != host)
            _latest = latest = new Dependency(host);
        return latest.Context;
    }

    private sealed class Dependency(string host)
    {
        public string Host { get; } = host;

        // "_grpc.shipping" is the endpoint "grpc" of the service "shipping".
        public EvaluationContext Context { get; } = EvaluationContext.Builder()
            .Set("dependency", host.StartsWith('_') && host.IndexOf('.') is > 1 and var dot ? host[(dot + 1)..] : host)
            .Build();
    }
}
