using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using OtelShop.FaultInjection;
using OtelShop.ServiceDefaults.Identity;
using OtelShop.ServiceDefaults.Postgres;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds to Aspire's <c>AddNpgsqlDbContext</c> what the services of the shop share.</summary>
public static class PostgresBuilderExtensions
{
    private const int MaximumPoolSize = 15;
    private const int ConnectTimeoutSeconds = 5;
    private const int PreparedStatements = 20;
    private const int MaximumRetries = 2;
    private const string PasswordFile = "Postgres:PasswordFile";
    private const string TokenScope = "https://ossrdbms-aad.database.windows.net/.default";
    private static readonly TimeSpan MaximumRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Configures a context that <c>AddNpgsqlDbContext</c> added: snake case, queries without tracking, at most two retries of transient failures,
    /// injected faults, a record once a minute of a database that does not answer, a pool of 15 connections, a connect timeout of 5 seconds and 20 automatically prepared statements for each connection unless
    /// the connection string sets them. Without a password in the connection string, each new connection signs in with the content of the file
    /// <c>Postgres:PasswordFile</c>, or else with a token of the pod's identity. A refused password is retried, because the file of a rotated one arrives
    /// later. Adds an <see cref="IDbContextFactory{TContext}"/>, and applies the migrations before the application serves.
    /// </summary>
    /// <typeparam name="TContext">The context; its assembly has the migrations.</typeparam>
    /// <param name="builder">The application.</param>
    public static void AddDatabaseDefaults<TContext>(this IHostApplicationBuilder builder)
        where TContext : DbContext
    {
        builder.Services.AddPooledDbContextFactory<TContext>((services, options) => options
            .UseNpgsql(npgsql => npgsql
                .EnableRetryOnFailure(MaximumRetries, MaximumRetryDelay, PasswordFileOf(builder) is null ? null : [PostgresErrorCodes.InvalidPassword])
                .ConfigureDataSource(PasswordFileOf(builder) is { } file ? source => ConfigurePasswordFile(source, file)
                    : services.GetService<WorkloadIdentity>() is { } identity ? source => ConfigureTokens(source, identity) : ConfigurePool))
            .UseSnakeCaseNamingConvention()
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(services.GetRequiredService<DatabaseOutages>())
            .AddFaultInjection(services));
        builder.Services.TryAddSingleton<DatabaseOutages>();
        builder.Services.AddHostedService<DatabaseMigration<TContext>>();
    }

    // A laptop runs a dozen services against one server with its default of 100 connections.
    private static void ConfigurePool(NpgsqlDataSourceBuilder source)
    {
        var connection = source.ConnectionStringBuilder;
        source.Name = connection.Database;
        source.ConfigureTracing(tracing => tracing
            .EnableFirstResponseEvent(false)
            .ConfigureCommandSpanNameProvider(command => QuerySummary.Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(batch => QuerySummary.Of(batch.BatchCommands))
            .ConfigureCommandEnrichmentCallback((span, _) => QuerySummary.Describe(span))
            .ConfigureBatchEnrichmentCallback((span, _) => QuerySummary.Describe(span)));
        if (!connection.ShouldSerialize("Maximum Pool Size"))
            connection.MaxPoolSize = MaximumPoolSize;
        if (!connection.ShouldSerialize("Timeout"))
            connection.Timeout = ConnectTimeoutSeconds;
        if (!connection.ShouldSerialize("Max Auto Prepare"))
            connection.MaxAutoPrepare = PreparedStatements;
    }

    private static string? PasswordFileOf(IHostApplicationBuilder builder) => builder.Configuration[PasswordFile] is { Length: > 0 } file ? file : null;

    // A mounted Secret changes while the service runs.
    private static void ConfigurePasswordFile(NpgsqlDataSourceBuilder source, string file)
    {
        ConfigurePool(source);
        if (string.IsNullOrEmpty(source.ConnectionStringBuilder.Password))
            source.UsePasswordProvider(_ => File.ReadAllText(file).TrimEnd(), async (_, cancellationToken) => (await File.ReadAllTextAsync(file, cancellationToken)).TrimEnd());
    }

    // Asked at each new connection: the credential has the token at hand, and never an old one.
    private static void ConfigureTokens(NpgsqlDataSourceBuilder source, WorkloadIdentity identity)
    {
        ConfigurePool(source);
        if (string.IsNullOrEmpty(source.ConnectionStringBuilder.Password))
        {
            source.UsePasswordProvider(
                _ => identity.GetToken(TokenScope).Token,
                async (_, cancellationToken) => (await identity.GetTokenAsync(TokenScope, cancellationToken)).Token);
        }
    }
}
