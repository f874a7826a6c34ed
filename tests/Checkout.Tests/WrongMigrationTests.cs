using System.Diagnostics;
using System.Runtime.CompilerServices;
using Npgsql;

namespace OtelShop.Checkout.Tests;

/// <summary>The commands of docs/runbooks/recovery.md after a wrong migration, as they stand there.</summary>
public sealed class WrongMigrationTests(Backing backing) : CheckoutTest(backing)
{
    private const string Rows = """
        SELECT (SELECT string_agg(o::text, E'\n' ORDER BY o::text) FROM checkout.orders AS o) || (SELECT string_agg(i::text, E'\n' ORDER BY i::text) FROM checkout.order_items AS i)
        """;

    [Fact]
    public async Task The_runbook_brings_deleted_orders_back_and_leaves_the_others_alone()
    {
        var (deleted, changed) = (await BuyAsync(), await BuyAsync());
        await StopAsync();
        await ExecuteAsync($"UPDATE checkout.orders SET state = 'unrefunded' WHERE order_id = '{changed.OrderId}'");
        var rows = await QueryAsync<string>(Rows);
        var before = await Postgres.CreateDatabaseAsync();
        await RunAsync(before, """pg_dump "$CHECKOUT" | psql --quiet "$BEFORE" """);
        await ExecuteAsync($"DELETE FROM checkout.order_items WHERE order_id = '{deleted.OrderId}'; DELETE FROM checkout.orders WHERE order_id = '{deleted.OrderId}'");

        var output = await RunAsync(before, string.Join('\n', Commands()));

        Assert.Contains("RequestFingerprints", output, StringComparison.Ordinal);
        Assert.Equal(rows, await QueryAsync<string>(Rows));
    }

    /// <summary>What the section asks of psql and pg_dump.</summary>
    private static string[] Commands([CallerFilePath] string file = "")
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "runbooks", "recovery.md"));
        var section = page.Split("\n## Wrong migration\n")[1].Split("\n## ")[0];
        return [.. section.Split('\n').Where(line => line.StartsWith("psql ", StringComparison.Ordinal) || line.StartsWith("pg_", StringComparison.Ordinal))];
    }

    private async Task<string> RunAsync(string before, string script)
    {
        var folder = Directory.CreateTempSubdirectory("otelshop-migration-");
        try
        {
            var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };
            (start.Environment["CHECKOUT"], start.Environment["BEFORE"]) = (AddressOf(ConnectionString), AddressOf(before));
            using var shell = Process.Start(start)!;
            var errors = shell.StandardError.ReadToEndAsync(Patience);
            var output = await shell.StandardOutput.ReadToEndAsync(Patience);
            await shell.WaitForExitAsync(Patience);
            Assert.True(shell.ExitCode == 0, await errors);
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string AddressOf(string connectionString) => $"{Postgres.Address}/{new NpgsqlConnectionStringBuilder(connectionString).Database}";
}
