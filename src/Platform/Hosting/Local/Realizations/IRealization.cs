using Aspire.Hosting.Local.Orchestration;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>Knows which process makes a kind of resource real on this machine.</summary>
internal interface IRealization
{
    /// <summary>Whether other resources need this one until their own end, so that it stops after them.</summary>
    bool StopsLast { get; }

    /// <summary>Whether any exit is a crash. Otherwise exit code 0 means that the work is done.</summary>
    bool RunsForever { get; }

    bool Realizes(IResource resource);

    /// <summary>Gets everything ready that the process needs. Called before each start.</summary>
    /// <exception cref="DistributedApplicationException">The process cannot be started; the message says why and what to do.</exception>
    Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken);
}
