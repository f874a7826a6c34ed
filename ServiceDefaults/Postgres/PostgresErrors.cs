using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>Classifies the exceptions that EF Core and Npgsql throw.</summary>
public static class PostgresErrors
{
    /// <summary>Whether the database could not be reached, or broke off, even after retries. The same command may succeed later.</summary>
    /// <param name="error">The exception.</param>
    public static bool IsDatabaseUnavailable(this Exception error) => error switch
    {
        NpgsqlException postgres => postgres.IsTransient,
        RetryLimitExceededException => true,
        DbUpdateException { InnerException: { } cause } => cause.IsDatabaseUnavailable(),
        _ => false,
    };
}
