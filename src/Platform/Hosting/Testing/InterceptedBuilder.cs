namespace Aspire.Hosting.Testing;

/// <summary>The builder of an AppHost whose entry point stands still before it builds.</summary>
internal sealed class InterceptedBuilder(DistributedApplicationFactory factory, IDistributedApplicationBuilder builder) : DelegatingBuilder(builder)
{
    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => factory.BuildAsync(cancellationToken);

    public override void Dispose() => factory.Dispose();

    public override ValueTask DisposeAsync() => factory.DisposeAsync();
}
