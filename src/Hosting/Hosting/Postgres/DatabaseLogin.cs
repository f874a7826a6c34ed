namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database as its service reaches it: by a role that owns this database and can use no other.</summary>
/// <remarks>It annotates the database and its server.</remarks>
/// <param name="database">The database; the role has its name.</param>
/// <param name="password">Password of the role.</param>
public sealed class DatabaseLogin(PostgresDatabaseResource database, ParameterResource password)
    : Resource($"{database.Name}-login"), IResourceWithConnectionString, IResourceWithParent<PostgresServerResource>, IResourceAnnotation
{
    /// <summary>Name of the database and of its role.</summary>
    public string Role => database.DatabaseName;

    /// <summary>Password of the role.</summary>
    public ParameterResource Password => password;

    /// <inheritdoc/>
    public PostgresServerResource Parent => database.Parent;

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={Parent.PrimaryEndpoint.Property(EndpointProperty.Host)};Port={Parent.PrimaryEndpoint.Property(EndpointProperty.Port)};Username={Role};Password={password};Database={Role}");
}
