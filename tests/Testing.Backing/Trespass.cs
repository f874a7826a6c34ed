using Npgsql;

namespace OtelShop.Testing.Backing;

/// <summary>Tries what the login of one service must not do.</summary>
public static class Trespass
{
    // Each would lead out of the own database: to other roles, other databases, files or programs of the server.
    private static readonly string[] Statements =
    [
        "SELECT rolpassword FROM pg_authid",
        "CREATE DATABASE loot",
        "CREATE ROLE loot SUPERUSER",
        "ALTER ROLE CURRENT_USER CREATEROLE",
        "SET ROLE postgres",
        "ALTER SYSTEM SET work_mem = '1MB'",
        "COPY (SELECT 1) TO PROGRAM 'cat > /dev/null'",
        "COPY (SELECT 1) TO '/tmp/loot'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_reload_conf()",
    ];

    /// <summary>Runs each statement in the login's own database, and connects to the others.</summary>
    /// <param name="login">Connection string of the login.</param>
    /// <param name="others">Databases that the login must not enter.</param>
    /// <returns>What PostgreSQL did not refuse for want of rights; empty when the login is confined.</returns>
    public static async Task<IReadOnlyList<string>> AllowedAsync(string login, IEnumerable<string> others)
    {
        List<string> allowed = [];
        foreach (var statement in Statements)
        {
            if (!await IsRefusedAsync(login, statement))
                allowed.Add(statement);
        }

        foreach (var other in others)
        {
            if (!await IsRefusedAsync(new NpgsqlConnectionStringBuilder(login) { Database = other }.ConnectionString, "SELECT 1"))
                allowed.Add($"connect to {other}");
        }

        return allowed;
    }

    private static async Task<bool> IsRefusedAsync(string login, string statement)
    {
        try
        {
            await using var connection = new NpgsqlConnection(login + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
            return false;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return true;
        }
    }
}
