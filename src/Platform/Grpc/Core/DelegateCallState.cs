namespace Grpc.Core;

/// <summary>Answers with delegates, as interceptors and test doubles give them.</summary>
internal sealed class DelegateCallState(Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers, Action dispose) : CallState
{
    public override Task<Metadata> ResponseHeadersAsync => headers;

    public override Status GetStatus() => status();

    public override Metadata GetTrailers() => trailers();

    public override void Dispose() => dispose();
}
