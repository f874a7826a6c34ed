using Grpc.Core;

namespace Grpc.Net.ClientFactory;

/// <summary>Gives a linked token back when the caller disposes its call.</summary>
internal sealed class LinkedCallState(CallState inner, CancellationTokenSource linked) : CallState
{
    public override Task<Metadata> ResponseHeadersAsync => inner.ResponseHeadersAsync;

    public override Status GetStatus() => inner.GetStatus();

    public override Metadata GetTrailers() => inner.GetTrailers();

    public override void Dispose()
    {
        inner.Dispose();
        linked.Dispose();
    }
}
