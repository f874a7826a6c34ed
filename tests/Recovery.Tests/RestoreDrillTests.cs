using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OtelShop.Testing.Backing;

namespace OtelShop.Recovery.Tests;

/// <summary>eng/recovery/restore-drill.sh, while orders are placed.</summary>
public sealed partial class RestoreDrillTests : IAsyncLifetime
{
    private static readonly string Drill = Path.Combine(Root(), "eng", "recovery", "restore-drill.sh");
    private static readonly string Reconciliation = Path.Combine(Root(), "deploy", "operations", "restore-test", "reconcile.sh");
    private readonly PostgresServer _server = new() { ArchivesLog = true };
    private ShopDatabases _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _shop = await ShopDatabases.OpenAsync(_server);
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_dump_of_the_running_shop_is_restored_to_the_cent_and_a_difference_is_named()
    {
        await _shop.SellAsync(100);
        var placed = _shop.Confirmed;

        var drill = await RunAsync(Drill, "dump", _server.Address);
        var most = _shop.Confirmed;
        await _shop.ExecuteAsync("UPDATE payment.charges SET amount_nanos = amount_nanos + 1 WHERE transaction_id = (SELECT transaction_id FROM payment.charges ORDER BY created_at LIMIT 1)");
        await _shop.ExecuteAsync("""
            INSERT INTO payment.charges (transaction_id, idempotency_key, state, currency_code, amount_units, amount_nanos, card_brand, card_last_four, created_at)
            VALUES (gen_random_uuid(), 'twice', 'charged', 'USD', 1, 0, 'visa', '1881', now() - interval '1 hour')
            """);
        var damaged = await ReconcileAsync(await _shop.TimeAsync());

        Assert.True(drill.ExitCode == 0, drill.Output);
        Assert.InRange(Reconciled(drill.Output), placed, most);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("charge without an order: twice|USD|1", damaged.Output, StringComparison.Ordinal);
        Assert.Matches(@"order without its charge: [0-9a-f-]{36}\|", damaged.Output);
    }

    [Fact]
    public async Task A_restore_to_just_before_a_destructive_statement_has_every_order_until_then()
    {
        await _shop.SellAsync(50);
        var backup = await _server.BackUpAsync();
        await _shop.SellAsync(100);
        var (placed, before) = (_shop.Confirmed, await _shop.TimeAsync());
        var most = _shop.Confirmed + ShopDatabases.InFlight;
        await _shop.ExecuteAsync("DELETE FROM payment.charges");
        await _shop.SellAsync(10);
        await _shop.ArchiveAsync();

        var drill = await RunAsync(Drill, "point-in-time", backup, _server.ArchiveFolder, before);

        Assert.True(drill.ExitCode == 0, drill.Output);
        Assert.InRange(Reconciled(drill.Output), placed, most);
    }

    private static int Reconciled(string output) => Counts().Matches(output).Sum(match => int.Parse(match.Groups[1].Value));

    // Of the server itself, while orders are placed.
    private Task<(int ExitCode, string Output)> ReconcileAsync(string since) => RunAsync("env", "PGHOST=127.0.0.1", $"PGPORT={new Uri(_server.Address).Port}", "PGUSER=postgres", Reconciliation, since);

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        return (process.ExitCode, output + await errors);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    [GeneratedRegex(@"reconciled: (\d+) orders")]
    private static partial Regex Counts();
}
