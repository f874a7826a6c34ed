using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Postgres;
using OtelShop.Hosting.Processes;

namespace Aspire.Hosting;

/// <summary>Roles of PostgreSQL with no more rights than their service needs.</summary>
public static class DatabaseLoginBuilderExtensions
{
    private const int PasswordLength = 24;

    /// <summary>
    /// Gives the database a role of its name, which owns it and can connect to no other. The role exists before services that wait for the database start. Its
    /// password is kept below the data folder.
    /// </summary>
    /// <param name="database">The database.</param>
    public static IResourceBuilder<PostgresDatabaseResource> WithOwnRole(this IResourceBuilder<PostgresDatabaseResource> database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var builder = database.ApplicationBuilder;
        var password = builder.AddParameter(
            $"{database.Resource.Name}-password", new GenerateParameterDefault { MinLength = PasswordLength, Special = false }, secret: true).ExcludeFromManifest();
        builder.KeepPassword(password.Resource);
        var login = new DatabaseLogin(database.Resource, password.Resource);
        builder.CreateResourceBuilder(database.Resource.Parent).WithAnnotation(login);
        if (builder.ExecutionContext.IsRunMode)
            database.OnResourceReady((_, _, cancellationToken) => DatabaseRole.CreateAsync(login, cancellationToken));
        return database.WithAnnotation(login);
    }

    /// <summary>Tells the service how to reach the database by the database's own role, and starts the service after the database.</summary>
    /// <param name="service">The service.</param>
    /// <param name="database">The database, with a role of its own.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    public static IResourceBuilder<T> WithDatabase<T>(this IResourceBuilder<T> service, IResourceBuilder<PostgresDatabaseResource> database, string connectionName)
        where T : IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(database);
        var builder = service.ApplicationBuilder;
        // Publishing to Kubernetes reads the annotation; targets of manifests make no roles.
        return builder.ExecutionContext.IsPublishMode
            ? service.WithReference(database, connectionName).WaitFor(database)
            : service.WithReference(builder.CreateResourceBuilder(database.Resource.Annotations.OfType<DatabaseLogin>().Single()), connectionName).WaitFor(database);
    }
}
