using Npgsql;
using OtelShop.Hosting.Postgres;
using OtelShop.Testing.Backing;

namespace OtelShop.Hosting.Tests;

public sealed class DatabaseRoleTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task A_role_owns_its_database_and_gets_nowhere_else_also_when_several_are_made_at_once()
    {
        var databases = new List<string>();
        for (var count = 0; count < 3; count++)
            databases.Add(new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()).Database!);

        await Task.WhenAll(databases.Select(CreateAsync));

        foreach (var role in databases)
        {
            await ExecuteAsync(Login(role), $"CREATE SCHEMA {role}; CREATE TABLE {role}.orders (id serial)");
            // The schema of the role's name is not where its unqualified tables go.
            await ExecuteAsync(Login(role), "CREATE TABLE history (id int); SELECT 'public.history'::regclass");
            Assert.Empty(await Trespass.AllowedAsync(Login(role), databases.Where(other => other != role).Append("postgres").Append("template1")));
        }
    }

    // Proves that the check can fail.
    [Fact]
    public async Task An_administrator_is_seen_to_trespass()
    {
        Assert.NotEmpty(await Trespass.AllowedAsync(server.ConnectionString, ["template1"]));
    }

    [Fact]
    public async Task What_the_administrator_made_earlier_belongs_to_the_role_and_a_second_run_changes_nothing()
    {
        var administrator = await server.CreateDatabaseAsync();
        var role = new NpgsqlConnectionStringBuilder(administrator).Database!;
        await ExecuteAsync(administrator, """
            CREATE SCHEMA shop; CREATE TABLE shop."Order" (id serial PRIMARY KEY, number int GENERATED ALWAYS AS IDENTITY); CREATE SEQUENCE shop.numbers; CREATE VIEW shop.all AS SELECT id FROM shop."Order"
            """);

        await CreateAsync(role);
        await CreateAsync(role);

        await ExecuteAsync(Login(role), """
            INSERT INTO shop."Order" DEFAULT VALUES; SELECT nextval('shop.numbers'); DROP VIEW shop.all; ALTER TABLE shop."Order" ADD note text; DROP SCHEMA shop CASCADE
            """);
    }

    private Task CreateAsync(string role) => DatabaseRole.CreateAsync(server.ConnectionString, role, "it's secret", TestContext.Current.CancellationToken);

    private string Login(string role) => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = role, Database = role, Pooling = false }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
