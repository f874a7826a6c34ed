namespace Aspire.Hosting;

/// <content>The order of starts.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts only when another resource is healthy and its ready callbacks have run.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, null);

    /// <summary>Starts only when another resource is healthy and its ready callbacks have run.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="waitBehavior">What to do when it fails.</param>
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy, waitBehavior);

    /// <summary>Starts only when another resource runs, healthy or not.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, null);

    /// <summary>Starts only when another resource runs, healthy or not.</summary>
    /// <param name="builder">The resource that waits.</param>
    /// <param name="dependency">The resource waited for.</param>
    /// <param name="waitBehavior">What to do when it fails.</param>
    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted, waitBehavior);

    /// <summary>Starts only when another resource has ended; never, when it ended with another exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitForCompletion, null, exitCode);

    /// <summary>Does not start the resource with the others, but when somebody starts it.</summary>
    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Leaves the resource out of everything that is published.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(ManifestPublishingCallbackAnnotation.Ignore, ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<T> Wait<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, WaitBehavior? behavior, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        var resource = (IResource)builder.Resource;
        var awaited = dependency.Resource;
        if (resource == awaited)
            throw new DistributedApplicationException($"'{resource.Name}' cannot wait for itself.");
        if (resource is IResourceWithParent child && child.Parent == awaited)
            throw new DistributedApplicationException($"'{resource.Name}' lives inside of '{awaited.Name}' and cannot wait for it.");

        // What lives inside of another resource is never there before it.
        if (awaited is IResourceWithParent { Parent: var parent } && parent != resource && type != WaitType.WaitForCompletion)
            builder.AddWait(parent, type, behavior, exitCode);
        return builder.AddWait(awaited, type, behavior, exitCode).WithRelationship(awaited, "WaitFor");
    }

    private static IResourceBuilder<T> AddWait<T>(
        this IResourceBuilder<T> builder, IResource awaited, WaitType type, WaitBehavior? behavior, int exitCode) where T : IResource
    {
        if (builder.Resource.Annotations.OfType<WaitAnnotation>().Any(w => w.Resource == awaited && w.WaitType == type))
            return builder;
        return builder.WithAnnotation(new WaitAnnotation(awaited, type, exitCode) { WaitBehavior = behavior });
    }
}
