using System.Reflection;
using System.Text.RegularExpressions;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>The schema files embedded in a service: <c>Schema/0001_orders.sql</c>, <c>Schema/0002_outbox.sql</c>, ...</summary>
internal sealed partial class SqlMigrationSource(string databaseName, string assemblyName)
{
    /// <summary>The database they belong to, as messages name it.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>The files in order.</summary>
    /// <exception cref="InvalidOperationException">There is none, or two have one number.</exception>
    public IReadOnlyList<SqlMigration> Read()
    {
        var assembly = Assembly.Load(assemblyName);
        var migrations = assembly.GetManifestResourceNames()
            .Select(resource => (Resource: resource, Match: FileName().Match(resource)))
            .Where(candidate => candidate.Match.Success)
            .Select(candidate => new SqlMigration(
                int.Parse(candidate.Match.Groups["version"].ValueSpan), candidate.Match.Groups["name"].Value, Text(assembly, candidate.Resource)))
            .OrderBy(migration => migration.Version)
            .ToList();
        if (migrations.Count == 0)
            throw new InvalidOperationException($"{assemblyName} has no embedded Schema/NNNN_name.sql for the database '{DatabaseName}'.");
        if (migrations.GroupBy(migration => migration.Version).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidOperationException($"{assemblyName} has two schema files with the number {twice.Key:0000}.");
        return migrations;
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"Schema[./](?<version>\d{4})_(?<name>\w+)\.sql$")]
    private static partial Regex FileName();
}
