using Flagd.Evaluation.V2;

namespace OpenFeature.Providers.Flagd;

/// <summary>A connection whose event stream is alive.</summary>
internal sealed class RpcSession(Service.ServiceClient service, CancellationTokenSource stream)
{
    public Service.ServiceClient Service { get; } = service;

    /// <summary>Ends the event stream of a daemon that does not answer, so that no other caller waits for it.</summary>
    public void BreakOff()
    {
        try
        {
            stream.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream has already ended.
        }
    }
}
