namespace Aspire.Hosting;

/// <summary>PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    private const string UserVariable = "POSTGRES_USER";
    private const string PasswordVariable = "POSTGRES_PASSWORD";

    /// <summary>Adds a PostgreSQL server.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="userName">Its superuser. Null means <c>postgres</c>.</param>
    /// <param name="password">Password of the superuser. Null means a generated one, kept as parameter <c>{name}-password</c>.</param>
    /// <param name="port">Port for callers. Null means that the host chooses.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        return builder.AddResource(server)
            .WithEndpoint(port: port, targetPort: 5432, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage(BackingImages.Postgres, BackingImages.PostgresTag)
            .WithImageRegistry(BackingImages.Registry)
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables[UserVariable] = server.UserNameReference;
                context.EnvironmentVariables[PasswordVariable] = server.PasswordParameter;
            })
            .WithHealthCheck($"{name}_check");
    }

    /// <summary>Adds a database to the server. The host creates it when the server is ready.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="databaseName">Name of the database. Null means that of the resource.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, [ResourceName] string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck($"{name}_check").WithParentRelationship(builder.Resource);
    }

    /// <summary>Creates the database by a statement of one's own, in place of <c>CREATE DATABASE "name"</c>.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(this IResourceBuilder<PostgresDatabaseResource> builder, string script)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(script);
        return builder.WithAnnotation(new PostgresCreationScriptAnnotation(script), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Keeps the data from one run to the next.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the volume. Null means one made of the names of system and resource.</param>
    /// <param name="isReadOnly">Whether the server may not write.</param>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder(builder), isReadOnly);

    /// <summary>Keeps the data in a folder of this machine.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(
        this IResourceBuilder<PostgresServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataFolder(builder), isReadOnly);

    /// <summary>Runs the scripts of a folder, or one script, when the server starts with no data.</summary>
    public static IResourceBuilder<PostgresServerResource> WithInitFiles(this IResourceBuilder<PostgresServerResource> builder, string source) =>
        builder.WithBindMount(source, "/docker-entrypoint-initdb.d", isReadOnly: true);

    /// <summary>Chooses the port for callers. Null means that the host chooses.</summary>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port) =>
        builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, e => e.Port = port);

    /// <summary>Chooses the password of the superuser.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Chooses the superuser.</summary>
    public static IResourceBuilder<PostgresServerResource> WithUserName(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> userName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    // From 18 on the image keeps the data of each major version in a folder of its own below this one.
    private static string DataFolder(IResourceBuilder<PostgresServerResource> builder)
    {
        var tag = builder.Resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) ? image.Tag : null;
        var major = tag is null ? 0 : int.TryParse(tag.AsSpan(0, tag.TakeWhile(char.IsAsciiDigit).Count()), out var number) ? number : 0;
        return major >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
    }
}
