namespace Aspire.Hosting;

/// <summary>Redis.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds a Redis server with a generated password.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port) =>
        builder.AddRedis(name, port, null);

    /// <summary>Adds a Redis server.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    /// <param name="password">Password. Null means a generated one, kept as parameter <c>{name}-password</c>.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var redis = new RedisResource(name, password?.Resource ?? RedisContainer.CreatePassword(builder, name));
        return builder.AddResource(redis)
            .WithEndpoint(port: port, targetPort: 6379, scheme: "redis", name: RedisResource.PrimaryEndpointName)
            .WithImage(BackingImages.Redis, BackingImages.RedisTag)
            .WithImageRegistry(BackingImages.Registry)
            .AsRedisContainer("redis-server", "REDIS_PASSWORD", () => redis.PasswordParameter);
    }

    /// <summary>Keeps the data from one run to the next; once a minute when something changed, unless <see cref="WithPersistence"/> says otherwise.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the volume. Null means one made of the names of system and resource.</param>
    /// <param name="isReadOnly">Whether the server may not write.</param>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), RedisContainer.DataFolder, isReadOnly).Persistent(isReadOnly);

    /// <summary>Keeps the data in a folder of this machine; once a minute when something changed, unless <see cref="WithPersistence"/> says otherwise.</summary>
    public static IResourceBuilder<RedisResource> WithDataBindMount(
        this IResourceBuilder<RedisResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, RedisContainer.DataFolder, isReadOnly).Persistent(isReadOnly);

    /// <summary>Chooses how often the data is written down.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="interval">At most this often. Null means 60 seconds.</param>
    /// <param name="keysChangedThreshold">Only when this many keys changed.</param>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) =>
        builder.PersistEvery(interval, keysChangedThreshold);

    /// <summary>Chooses the port for callers. Null means that the host chooses.</summary>
    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port) =>
        builder.WithEndpoint(RedisResource.PrimaryEndpointName, e => e.Port = port);

    /// <summary>Chooses the password. Null means none.</summary>
    public static IResourceBuilder<RedisResource> WithPassword(
        this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PasswordParameter = password?.Resource;
        return builder;
    }
}
