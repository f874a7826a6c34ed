using System.Globalization;

namespace Aspire.Hosting;

/// <summary>What the containers of Redis and Valkey have in common.</summary>
internal static class RedisContainer
{
    public const string DataFolder = "/data";

    // Special characters stay out: not every tool that gets the connection string can quote them.
    public static ParameterResource CreatePassword(IDistributedApplicationBuilder builder, string name) =>
        ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);

    public static IResourceBuilder<T> AsRedisContainer<T>(
        this IResourceBuilder<T> builder, string server, string passwordVariable, Func<ParameterResource?> password) where T : ContainerResource =>
        builder
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(context =>
            {
                if (password() is { } parameter)
                    context.EnvironmentVariables[passwordVariable] = parameter;
            })
            // The shell puts the password in: on the command line itself it would be seen by everybody on the machine.
            .WithArgs(context =>
            {
                context.Args.Add("-c");
                context.Args.Add(server + (password() is null ? "" : $" --requirepass ${passwordVariable}") + SaveArguments(builder.Resource));
            })
            .WithHealthCheck($"{builder.Resource.Name}_check");

    public static IResourceBuilder<T> Persistent<T>(this IResourceBuilder<T> builder, bool isReadOnly) where T : ContainerResource =>
        isReadOnly || builder.Resource.HasAnnotationOfType<RedisPersistenceAnnotation>() ? builder : builder.PersistEvery(null, 1);

    public static IResourceBuilder<T> PersistEvery<T>(this IResourceBuilder<T> builder, TimeSpan? interval, long keysChangedThreshold)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var persistence = new RedisPersistenceAnnotation(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold);
        return builder.WithAnnotation(persistence, ResourceAnnotationMutationBehavior.Replace);
    }

    private static string SaveArguments(IResource resource) => resource.TryGetLastAnnotation<RedisPersistenceAnnotation>(out var persistence)
        ? string.Create(CultureInfo.InvariantCulture, $" --save {persistence.Interval.TotalSeconds:0} {persistence.KeysChangedThreshold}")
        : "";
}
