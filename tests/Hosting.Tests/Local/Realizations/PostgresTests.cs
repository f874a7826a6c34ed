using Aspire.Hosting.Local.Processes;
using Npgsql;

namespace Aspire.Hosting.Tests.Local.Realizations;

public sealed class PostgresTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public async Task The_databases_of_the_model_exist_when_the_server_is_ready()
    {
        await using var host = Host();
        await host.StartAsync();
        await host.Healthy("catalog");

        Assert.Equal("catalog_data", await Query(host, "SELECT current_database()"));
    }

    [Fact]
    public async Task Rows_outlive_a_killed_server_and_the_host()
    {
        await using (var first = Host())
        {
            await first.StartAsync();
            await first.Healthy("catalog");
            await Query(first, "CREATE TABLE t AS SELECT 'kept' AS word");
            ProcessSignals.KillGroup(LocalHost.ProcessOf(await first.Reached("postgres", KnownResourceStates.Running)));
            await first.Reached("catalog", change => change.Snapshot.State?.Text != KnownResourceStates.Running);
        }

        await using var second = Host();
        await second.StartAsync();
        await second.Healthy("catalog");

        Assert.Equal("kept", await Query(second, "SELECT word FROM t"));
    }

    [Fact]
    public async Task A_lock_whose_number_now_belongs_to_another_program_does_not_keep_the_server_from_starting()
    {
        await using (var first = Host())
        {
            await first.StartAsync();
            await first.Healthy("postgres");
        }

        File.WriteAllText(_scratch.File("data/postgres/postmaster.pid"), $"{Environment.ProcessId}\n{_scratch.File("data/postgres")}\n1\n1\n\n127.0.0.1\n0 0\nready\n");
        await using var second = Host();
        await second.StartAsync();

        await second.Healthy("postgres");
    }

    [Fact]
    public async Task Starting_fresh_forgets_every_row_and_still_lets_the_password_in()
    {
        await using (var first = Host())
        {
            await first.StartAsync();
            await first.Healthy("catalog");
            await Query(first, "CREATE TABLE t ()");
        }

        await using var fresh = Host("--fresh");
        await fresh.StartAsync();
        await fresh.Healthy("catalog");

        Assert.Equal(DBNull.Value, await Query(fresh, "SELECT to_regclass('t')::text"));
    }

    [Fact]
    public async Task A_database_that_cannot_start_is_told_with_its_reason_and_the_way_out()
    {
        await using (var first = Host())
        {
            await first.StartAsync();
            await first.Healthy("postgres");
        }

        File.Delete(_scratch.File("data/postgres/global/pg_control"));
        await using var damaged = Host();
        await damaged.StartAsync();

        var notice = await damaged.Console.Notice("postgres ended with");
        Assert.Contains("pg_control", notice);
        Assert.Contains("start empty with --fresh", notice);
    }

    public void Dispose() => _scratch.Dispose();

    private LocalHost Host(params string[] arguments)
    {
        var host = new LocalHost(_scratch, arguments);
        host.Builder.AddPostgres("postgres").AddDatabase("catalog", "catalog_data");
        return host;
    }

    private static async Task<object?> Query(LocalHost host, string text)
    {
        var catalog = host.Builder.Resources.OfType<PostgresDatabaseResource>().Single();
        await using var connection = new NpgsqlConnection(await catalog.ConnectionStringExpression.GetValueAsync(CancellationToken.None) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }
}
