namespace Aspire.Hosting;

/// <summary>Containers.</summary>
public static class ContainerResourceBuilderExtensions
{
    /// <summary>Adds a container.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="image">Image, with or without a tag. Without one it is <c>latest</c>.</param>
    public static IResourceBuilder<ContainerResource> AddContainer(this IDistributedApplicationBuilder builder, [ResourceName] string name, string image)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image);
    }

    /// <summary>Adds a container.</summary>
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string image, string tag)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ContainerResource(name)).WithImage(image, tag);
    }

    /// <summary>Chooses the image.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="image">Image; it may carry its registry, its tag or its digest.</param>
    /// <param name="tag">Tag. Null means the one in <paramref name="image"/>, or <c>latest</c>.</param>
    /// <exception cref="InvalidOperationException">Both arguments name a tag.</exception>
    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        var digestAt = image.IndexOf("@sha256:", StringComparison.Ordinal);
        var digest = digestAt < 0 ? null : image[(digestAt + "@sha256:".Length)..];
        var rest = digestAt < 0 ? image : image[..digestAt];
        var tagAt = rest.LastIndexOf(':');
        var inlineTag = tagAt > rest.LastIndexOf('/') ? rest[(tagAt + 1)..] : null;
        if (tag is not null && (inlineTag ?? digest) is not null)
            throw new InvalidOperationException($"The image '{image}' names a tag or digest; '{tag}' cannot be another one.");

        var repository = inlineTag is null ? rest : rest[..tagAt];
        var first = repository.Split('/')[0];
        var registry = repository.Contains('/', StringComparison.Ordinal) && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost")
            ? first
            : null;
        var annotation = builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var known) ? known : new ContainerImageAnnotation { Image = image };
        annotation.Image = registry is null ? repository : repository[(registry.Length + 1)..];
        annotation.Registry = registry ?? annotation.Registry;
        annotation.Tag = tag ?? inlineTag ?? (digest is null ? "latest" : null);
        annotation.SHA256 = digest;
        return known is null ? builder.WithAnnotation(annotation) : builder;
    }

    /// <summary>Chooses the tag of the image.</summary>
    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag) where T : ContainerResource =>
        builder.ChangeImage(image => image.Tag = tag);

    /// <summary>Chooses the registry of the image. Null means the one that the container runtime assumes.</summary>
    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry) where T : ContainerResource =>
        builder.ChangeImage(image => image.Registry = registry);

    /// <summary>Chooses the image by digest, without <c>sha256:</c>.</summary>
    public static IResourceBuilder<T> WithImageSHA256<T>(this IResourceBuilder<T> builder, string sha256) where T : ContainerResource =>
        builder.ChangeImage(image => image.SHA256 = sha256);

    /// <summary>Chooses when the image is fetched.</summary>
    public static IResourceBuilder<T> WithImagePullPolicy<T>(this IResourceBuilder<T> builder, ImagePullPolicy pullPolicy) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new ContainerImagePullPolicyAnnotation { ImagePullPolicy = pullPolicy }, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Starts another program than the image's own.</summary>
    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    /// <summary>Chooses how long the container lives. Default as long as the host.</summary>
    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerLifetimeAnnotation { Lifetime = lifetime }, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Chooses the name of the container at the container runtime.</summary>
    public static IResourceBuilder<T> WithContainerName<T>(this IResourceBuilder<T> builder, string name) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerNameAnnotation { Name = name }, ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Keeps a folder of the container in a volume.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="name">Name of the volume. Null means a volume that ends with the container.</param>
    /// <param name="target">Folder inside of the container.</param>
    /// <param name="isReadOnly">Whether the container may not write.</param>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Keeps a folder of the container in a volume that ends with the container.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target) where T : ContainerResource =>
        builder.WithVolume(null, target);

    /// <summary>Shows a folder of this machine to the container.</summary>
    /// <param name="builder">The container.</param>
    /// <param name="source">Folder; relative to that of the AppHost.</param>
    /// <param name="target">Folder inside of the container.</param>
    /// <param name="isReadOnly">Whether the container may not write.</param>
    public static IResourceBuilder<T> WithBindMount<T>(this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        var path = Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory);
        return builder.WithAnnotation(new ContainerMountAnnotation(path, target, ContainerMountType.BindMount, isReadOnly));
    }

    /// <summary>Adds arguments to the call of docker or podman that makes the container.</summary>
    public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : ContainerResource =>
        builder.WithContainerRuntimeArgs(context =>
        {
            foreach (var arg in args)
                context.Args.Add(arg);
        });

    /// <summary>Changes the arguments of the call of docker or podman that makes the container.</summary>
    public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(
        this IResourceBuilder<T> builder, Action<ContainerRuntimeArgsCallbackContext> callback) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(callback);
        return builder.WithContainerRuntimeArgs(context =>
        {
            callback(context);
            return Task.CompletedTask;
        });
    }

    /// <summary>Changes the arguments of the call of docker or podman that makes the container.</summary>
    public static IResourceBuilder<T> WithContainerRuntimeArgs<T>(
        this IResourceBuilder<T> builder, Func<ContainerRuntimeArgsCallbackContext, Task> callback) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ContainerRuntimeArgsCallbackAnnotation(callback));
    }

    private static IResourceBuilder<T> ChangeImage<T>(this IResourceBuilder<T> builder, Action<ContainerImageAnnotation> change) where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
            throw new InvalidOperationException($"'{builder.Resource.Name}' has no image yet: WithImage comes first.");
        change(image);
        return builder;
    }
}
