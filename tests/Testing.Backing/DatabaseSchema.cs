using Npgsql;

namespace OtelShop.Testing.Backing;

/// <summary>Describes the schema of a database, so that a test can compare two.</summary>
public static class DatabaseSchema
{
    private const string Query = """
        SELECT concat_ws(' ', table_schema, table_name, column_name, data_type, is_nullable, column_default, identity_generation) AS line
        FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name <> ALL ($1)
        UNION ALL
        SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE conrelid <> 0 AND contype <> 'n' AND NOT (SELECT relname = ANY ($1) FROM pg_class WHERE oid = conrelid)
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname <> 'pg_catalog' AND tablename <> ALL ($1)
        ORDER BY line
        """;

    private static readonly string[] Histories = ["schema_version", "__EFMigrationsHistory"];

    /// <summary>Columns, constraints and indexes, a line each, without the tables that record migrations.</summary>
    public static async Task<IReadOnlyList<string>> DescribeAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var query = database.CreateCommand(Query);
        query.Parameters.Add(new() { Value = Histories });
        await using var rows = await query.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
            lines.Add(rows.GetString(0));
        return lines;
    }
}
