namespace Grpc.Net.Client.Balancer;

/// <summary>Finds the addresses behind a name, and tells when they change.</summary>
public abstract class Resolver : IDisposable
{
    /// <summary>Starts. The listener gets the first result as soon as there is one, and each change.</summary>
    public abstract void Start(Action<ResolverResult> listener);

    /// <summary>An address could not be reached: looks again soon.</summary>
    public virtual void Refresh()
    {
    }

    /// <summary>Stops.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what a derived resolver holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
