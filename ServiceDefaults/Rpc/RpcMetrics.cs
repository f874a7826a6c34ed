using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Durations of unary calls by OpenTelemetry's conventions, which no package emits yet. A stream's lifetime is no latency.</summary>
internal sealed class RpcMetrics(IMeterFactory meters)
{
    public const string MeterName = "OtelShop.Grpc";

    private readonly Histogram<double> _server = meters.Create(MeterName).CreateHistogram(
        "rpc.server.call.duration", "s", "Duration of a unary call at the server.", tags: null, HistogramBoundaries.Seconds);

    private readonly Histogram<double> _client = meters.Create(MeterName).CreateHistogram(
        "rpc.client.call.duration", "s", "Duration of a unary call at the client, retries included.", tags: null, HistogramBoundaries.Seconds);

    public Task<T> MeasureServerAsync<T>(string method, Task<T> call) => MeasureAsync(_server, method, call, IsServerError);

    public Task<T> MeasureClientAsync<T>(string method, Task<T> call) => MeasureAsync(_client, method, call, status => status is not StatusCode.OK);

    private static async Task<T> MeasureAsync<T>(Histogram<double> duration, string method, Task<T> call, Func<StatusCode, bool> isError)
    {
        var started = Stopwatch.GetTimestamp();
        var status = StatusCode.Unknown;
        try
        {
            var response = await call;
            status = StatusCode.OK;
            return response;
        }
        catch (RpcException error)
        {
            status = error.StatusCode;
            throw;
        }
        finally
        {
            var code = status.ToConventionName();
            var tags = new TagList { { "rpc.system.name", "grpc" }, { "rpc.method", method.TrimStart('/') }, { "rpc.response.status_code", code } };
            if (isError(status))
                tags.Add("error.type", code);
            duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
    }

    // The conventions blame the server for these only.
    private static bool IsServerError(StatusCode status) => status is StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unimplemented
        or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;
}

internal sealed class ServerDurationInterceptor(RpcMetrics metrics) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        metrics.MeasureServerAsync(context.Method, continuation(request, context));
}

internal sealed class ClientDurationInterceptor(RpcMetrics metrics) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new AsyncUnaryCall<TResponse>(
            metrics.MeasureClientAsync(context.Method.FullName, call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }
}
