using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OtelShop.ServiceDefaults;
using OtelShop.FaultInjection;
using OtelShop.ServiceDefaults.Postgres;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds PostgreSQL, with the names of Aspire's client integrations.</summary>
public static class OldPostgresExtensions
{
    /// <summary>Adds an <see cref="NpgsqlDataSource"/> with a health check, and the <see cref="PostgresDatabase"/> over it. Tracing and metrics are Npgsql's own.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Read from <c>ConnectionStrings:{connectionName}</c>.</param>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static void AddNpgsqlDataSource(this IHostApplicationBuilder builder, string connectionName)
    {
        var connectionString = builder.Configuration.GetRequiredConnectionString(connectionName);
        builder.Services.AddSingleton(services => new NpgsqlDataSourceBuilder(PoolFor(connectionString))
        {
            Name = connectionName,
        }.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>()).Build());
        builder.Services.AddSingleton(services => new PostgresDatabase(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<SlowQueries>()));
        builder.Services.AddHealthChecks().AddCheck<PostgresHealthCheck>(connectionName);
    }

    /// <summary>Brings the schema up to date before the application serves: the entry assembly's embedded files <c>Schema/NNNN_name.sql</c>, each once, in order.</summary>
    /// <param name="builder">The application; its <see cref="NpgsqlDataSource"/> has been added.</param>
    /// <param name="connectionName">Names the database in messages.</param>
    public static void AddSqlMigrations(this IHostApplicationBuilder builder, string connectionName) =>
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<SqlMigrator>(services, new SqlMigrationSource(connectionName, builder.Environment.ApplicationName)));

    // A laptop runs a dozen services against one server with its default of 100 connections. What the connection string says comes later and wins.
    private static string PoolFor(string connectionString) =>
        new NpgsqlConnectionStringBuilder($"Maximum Pool Size=15;Timeout=5;{connectionString}").ConnectionString;
}
