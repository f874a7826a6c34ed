using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using OtelShop.Testing.Backing;

namespace OtelShop.Deploy.Tests;

/// <summary>eng/azure/create-roles.sh, run against a PostgreSQL whose administrator has the rights of an Entra administrator: no superuser, owner of the databases.</summary>
public sealed partial class CreateRolesTests(PostgresServer server, Renders renders) : IClassFixture<PostgresServer>
{
    private const string Administrator = "entra_admin";
    private static readonly (string Service, string Database)[] Services =
        [("accounting", "accounting"), ("product-catalog", "catalog"), ("checkout", "checkout"), ("fraud-detection", "fraud"), ("payment", "payment")];

    private static IEnumerable<string> Databases => Services.Select(service => service.Database);

    // Azure's function is made of a superuser's rights as well. "az" answers what the script asks it for.
    private const string Principal = """
        CREATE ROLE entra_admin LOGIN CREATEROLE;
        CREATE FUNCTION pgaadauth_create_principal_with_oid(role text, object text, kind text, is_admin boolean, is_mfa boolean) RETURNS text
        LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN EXECUTE format('CREATE ROLE %I LOGIN', role); RETURN object; END $$;
        """;

    [Fact]
    public async Task Each_identity_gets_one_database_and_a_second_run_changes_nothing()
    {
        await ExecuteAsync("postgres", "postgres", Principal);
        foreach (var database in Databases)
            await ExecuteAsync("postgres", "postgres", $"CREATE DATABASE {database} OWNER {Administrator}");

        var (first, second) = (await RunAsync(), await RunAsync());

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        await ExecuteAsync("otel-demo-dev-payment", "payment", "CREATE TABLE history (id int); CREATE SCHEMA payment; CREATE TABLE payment.charges (id int); INSERT INTO payment.charges VALUES (1)");
        foreach (var (service, own) in Services)
        {
            var login = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = $"otel-demo-dev-{service}", Database = own, Pooling = false };
            Assert.Empty(await Trespass.AllowedAsync(login.ConnectionString, Databases.Where(database => database != own)));
        }
    }

    [Fact]
    public async Task The_identities_and_databases_are_those_of_the_published_connection_strings()
    {
        var objects = await renders.HelmAsync("dev", "azure");
        var published = from workload in Workload.Of(objects)
                        from variable in workload.AllContainers.SelectMany(container => container.Items("env"))
                        let login = Login().Match(variable.Text("value") ?? "")
                        where login.Success
                        select $"{login.Groups["role"].Value} {login.Groups["database"].Value}";

        var script = (await File.ReadAllTextAsync(Script)).Split("<<'SERVICES'\n")[1].Split("SERVICES\n")[0].Trim();

        Assert.Equal(published.Distinct().Order(StringComparer.Ordinal), script.Split('\n').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("qa", "Unknown stage: qa. The stages are dev, staging and prod.")]
    [InlineData("", "Give a stage: eng/azure/create-roles.sh STAGE [HOST].")]
    public async Task A_wrong_argument_is_refused_in_one_sentence(string stage, string sentence)
    {
        using var process = Process.Start(new ProcessStartInfo(Script, stage.Length > 0 ? [stage, "localhost"] : []) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((1, sentence), (process.ExitCode, errors.Trim()));
    }

    private static string Script => DeployTools.InRepository("eng", "azure", "create-roles.sh");

    private async Task<(int ExitCode, string Errors)> RunAsync()
    {
        var tools = Directory.CreateTempSubdirectory("otelshop-az-");
        try
        {
            var az = Path.Combine(tools.FullName, "az");
            await File.WriteAllTextAsync(az, "#!/bin/sh\necho 11111111-2222-3333-4444-555555555555\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);
            var start = new ProcessStartInfo(Script, ["dev", "127.0.0.1"]) { RedirectStandardError = true };
            foreach (var (name, value) in new[] { ("PGPORT", $"{address.Port}"), ("POSTGRES_ADMIN", Administrator), ("PGSSLMODE", "disable"), ("PGSSLROOTCERT", "") })
                start.Environment[name] = value;
            start.Environment["PATH"] = $"{tools.FullName}:{start.Environment["PATH"]}";
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, errors);
        }
        finally
        {
            tools.Delete(recursive: true);
        }
    }

    private async Task ExecuteAsync(string user, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = user, Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(";Username=otel-demo-dev-(?<role>[^;]+);Database=(?<database>[^;]+)")]
    private static partial Regex Login();
}
