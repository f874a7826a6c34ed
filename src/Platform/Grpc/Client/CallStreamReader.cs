using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>The responses of a call.</summary>
internal sealed class CallStreamReader<TRequest, TResponse>(TypedCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;

    public TResponse Current => _current ?? throw new InvalidOperationException("No current element is available.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var cancels = cancellationToken.CanBeCanceled
            ? cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).CancelByCaller(), call)
            : default;
        _current = null;
        _current = await call.ReadAsync().ConfigureAwait(false);
        return _current is not null;
    }
}
