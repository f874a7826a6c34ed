namespace Aspire.Hosting;

/// <summary>Valkey.</summary>
public static class ValkeyBuilderExtensions
{
    /// <summary>Adds a Valkey server with a generated password.</summary>
    public static IResourceBuilder<ValkeyResource> AddValkey(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port) =>
        builder.AddValkey(name, port, null);

    /// <summary>Adds a Valkey server.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    /// <param name="password">Password. Null means a generated one, kept as parameter <c>{name}-password</c>.</param>
    public static IResourceBuilder<ValkeyResource> AddValkey(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var valkey = new ValkeyResource(name, password?.Resource ?? RedisContainer.CreatePassword(builder, name));
        return builder.AddResource(valkey)
            .WithEndpoint(port: port, targetPort: 6379, name: ValkeyResource.PrimaryEndpointName)
            .WithImage(BackingImages.Valkey, BackingImages.ValkeyTag)
            .WithImageRegistry(BackingImages.Registry)
            .AsRedisContainer("valkey-server", "VALKEY_PASSWORD", () => valkey.PasswordParameter);
    }

    /// <summary>Keeps the data from one run to the next; once a minute when something changed, unless <see cref="WithPersistence"/> says otherwise.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the volume. Null means one made of the names of system and resource.</param>
    /// <param name="isReadOnly">Whether the server may not write.</param>
    public static IResourceBuilder<ValkeyResource> WithDataVolume(
        this IResourceBuilder<ValkeyResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), RedisContainer.DataFolder, isReadOnly).Persistent(isReadOnly);

    /// <summary>Keeps the data in a folder of this machine; once a minute when something changed, unless <see cref="WithPersistence"/> says otherwise.</summary>
    public static IResourceBuilder<ValkeyResource> WithDataBindMount(
        this IResourceBuilder<ValkeyResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, RedisContainer.DataFolder, isReadOnly).Persistent(isReadOnly);

    /// <summary>Chooses how often the data is written down.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="interval">At most this often. Null means 60 seconds.</param>
    /// <param name="keysChangedThreshold">Only when this many keys changed.</param>
    public static IResourceBuilder<ValkeyResource> WithPersistence(
        this IResourceBuilder<ValkeyResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) =>
        builder.PersistEvery(interval, keysChangedThreshold);
}
