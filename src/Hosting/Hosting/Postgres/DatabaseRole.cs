using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace OtelShop.Hosting.Postgres;

/// <summary>Makes the role of a database on a running server. Running it again changes nothing.</summary>
internal static class DatabaseRole
{
    // Roles of several databases are made at once, and all of them change the rights of the server's own databases. The default search path begins with the schema
    // of the role's name, and upstream's schemas have the names of databases: the table of migrations would be looked for there.
    private const string Roles = """
        SELECT pg_advisory_xact_lock(5716);
        DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {1}) THEN CREATE ROLE {0}; END IF; END $$;
        ALTER ROLE {0} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {2};
        ALTER ROLE {0} SET search_path = public;
        ALTER DATABASE {0} OWNER TO {0};
        REVOKE CONNECT, TEMPORARY ON DATABASE {0}, postgres, template1 FROM PUBLIC;
        """;

    // Services of earlier versions signed in as the administrator, who owns what they made.
    private const string Adoption = """
        DO $$ DECLARE object record; BEGIN
          FOR object IN
            SELECT format('SCHEMA %I', nspname) AS name FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public') AND nspowner <> {1}::regrole
            UNION ALL
            SELECT format('TABLE %s', class.oid::regclass) FROM pg_class class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema' AND relowner <> {1}::regrole AND relkind IN ('r', 'p', 'v', 'm', 'S')
              AND NOT (relkind = 'S' AND EXISTS (SELECT FROM pg_depend WHERE objid = class.oid AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')))
          LOOP
            EXECUTE format('ALTER %s OWNER TO {0}', object.name);
          END LOOP;
        END $$;
        """;

    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses a statement.</exception>
    public static async Task CreateAsync(DatabaseLogin login, CancellationToken cancellationToken)
    {
        var server = await login.Parent.ConnectionStringExpression.GetValueAsync(cancellationToken) ?? "";
        var password = await login.Password.GetValueAsync(cancellationToken) ?? "";
        await CreateAsync(server, login.Role, password, cancellationToken);
    }

    /// <param name="server">Connection string of an administrator.</param>
    /// <param name="role">Name of the role, and of its database.</param>
    /// <param name="password">The role's password from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task CreateAsync(string server, string role, string password, CancellationToken cancellationToken)
    {
        await ExecuteAsync(server, "postgres", Compose(Roles, role, password), cancellationToken);
        await ExecuteAsync(server, role, Compose(Adoption, role, password), cancellationToken);
    }

    private static string Compose(string sql, string role, string password) => sql
        .Replace("{0}", $"\"{role.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", StringComparison.Ordinal)
        .Replace("{1}", Literal(role), StringComparison.Ordinal)
        .Replace("{2}", Literal(password), StringComparison.Ordinal);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task ExecuteAsync(string server, string database, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
