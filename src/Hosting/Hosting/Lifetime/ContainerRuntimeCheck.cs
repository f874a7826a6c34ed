// ASPIRECONTAINERRUNTIME001: the resolver is for evaluation; DCP finds its runtime in the same way.
#pragma warning disable ASPIRECONTAINERRUNTIME001
using Aspire.Hosting;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Ends a start with containers when nothing can run them: Aspire logs a warning and waits for ever.</summary>
internal static class ContainerRuntimeCheck
{
    public static void Register(IDistributedApplicationBuilder builder) => builder.OnBeforeStart(async (start, cancellationToken) =>
    {
        var runtime = await start.Services.GetRequiredService<IContainerRuntimeResolver>().ResolveAsync(cancellationToken);
        if (!await runtime.CheckIfRunningAsync(cancellationToken))
            throw new DistributedApplicationException($"--backing containers needs {runtime.Name}, which does not run here: start it, or leave the argument out to use this machine's programs.");
    });
}
