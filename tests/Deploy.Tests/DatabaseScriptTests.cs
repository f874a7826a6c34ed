using System.Diagnostics;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.Deploy.Tests;

/// <summary>The script of the home standalone, executed as the image of PostgreSQL does: by psql, on an empty server.</summary>
public sealed class DatabaseScriptTests(PostgresServer server, Renders renders) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Each_login_of_the_cluster_can_use_its_own_database_alone()
    {
        var objects = await renders.HelmAsync("dev", "standalone");
        var script = objects.Single(item => item is { Kind: "ConfigMap", Name: "postgres" }).Json.Text("data", "databases.sql")!;
        var roles = script.Split('\n').Where(line => line.StartsWith("CREATE ROLE", StringComparison.Ordinal)).Select(line => line.Split('"')[1]).ToList();

        await RunPsqlAsync(script, roles);

        Assert.Equal(["accounting", "catalog", "checkout", "fraud", "payment"], roles);
        foreach (var role in roles)
        {
            var login = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = role, Database = role, Pooling = false }.ConnectionString;
            await ExecuteAsync(login, $"CREATE SCHEMA {role}; CREATE TABLE {role}.orders (id int)");
            await ExecuteAsync(login, "CREATE TABLE history (id int); SELECT 'public.history'::regclass");
            Assert.Empty(await Trespass.AllowedAsync(login, roles.Where(other => other != role).Append("postgres").Append("template1")));
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task RunPsqlAsync(string script, IEnumerable<string> roles)
    {
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var start = new ProcessStartInfo("psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--host", "127.0.0.1", "--port", $"{address.Port}", "--username", "postgres", "--dbname", "postgres"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var role in roles)
            start.Environment[$"{role.ToUpperInvariant()}_DATABASE_PASSWORD"] = "secret";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }
}
