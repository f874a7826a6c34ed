namespace Grpc.Core;

/// <summary>What all kinds of calls can be asked. The client's own calls implement it, which saves a delegate for each question.</summary>
internal abstract class CallState
{
    public abstract Task<Metadata> ResponseHeadersAsync { get; }

    public abstract Status GetStatus();

    public abstract Metadata GetTrailers();

    public abstract void Dispose();
}
