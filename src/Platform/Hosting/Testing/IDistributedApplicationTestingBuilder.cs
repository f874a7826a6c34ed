namespace Aspire.Hosting.Testing;

/// <summary>A described system that a test may change before it builds it. Disposing of it without building lets go of everything.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends the description.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
