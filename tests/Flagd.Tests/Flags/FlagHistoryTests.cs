using OtelShop.Flagd.Flags;

namespace OtelShop.Flagd.Tests.Flags;

public sealed class FlagHistoryTests : IAsyncLifetime
{
    private StoreOnDisk _disk = default!;

    private FlagStore Store => _disk.Store;

    public async ValueTask InitializeAsync() => _disk = await StoreOnDisk.LoadAsync(Sample.Bytes);

    public async ValueTask DisposeAsync() => await _disk.DisposeAsync();

    [Fact]
    public async Task The_newest_change_comes_first_with_author_and_document()
    {
        await SwitchAsync("half");
        await SwitchAsync("all");

        Assert.Equal(["plain: half → all", "plain: off → half", "First flags"], Store.History.Select(entry => entry.Summary));
        Assert.Equal((StoreOnDisk.Maria, Store.Current.Version), (Store.History[0].Author, Store.History[0].Flags().Version));
    }

    [Fact]
    public async Task An_entry_can_be_gone_back_to()
    {
        await SwitchAsync("half");
        await SwitchAsync("all");
        await Store.RevertAsync(Store.History[^1].Id, Store.Version, StoreOnDisk.Maria, CancellationToken.None);

        Assert.Equal(Sample.Bytes, await File.ReadAllBytesAsync(_disk.File));
        Assert.Equal("plain: all → off", Store.History[0].Summary);
    }

    [Fact]
    public async Task Going_back_does_not_overwrite_another_change()
    {
        var version = Store.Version;
        await SwitchAsync("half");

        Assert.IsType<ReplaceResult.Conflict>(await Store.RevertAsync(Store.History[^1].Id, version, StoreOnDisk.Maria, CancellationToken.None));
    }

    [Fact]
    public async Task There_is_no_way_back_to_an_entry_that_is_not_there() =>
        Assert.Null(await Store.RevertAsync(4711, null, StoreOnDisk.Maria, CancellationToken.None));

    [Fact]
    public async Task It_outlives_a_restart()
    {
        await SwitchAsync("half");
        using var again = await _disk.ReopenAsync();

        Assert.Equal(Store.History.Select(entry => (entry.Id, entry.Time, entry.Author, entry.Summary)), again.History.Select(entry => (entry.Id, entry.Time, entry.Author, entry.Summary)));
    }

    [Fact]
    public async Task An_edit_while_the_daemon_was_off_is_in_it()
    {
        await File.WriteAllBytesAsync(_disk.File, FlagEdits.SetVariant(Sample.Bytes, "plain", "all"));
        using var again = await _disk.ReopenAsync();

        Assert.Equal((FlagAuthor.File, "plain: off → all"), (again.History[0].Author, again.History[0].Summary));
    }

    [Fact]
    public async Task It_keeps_the_last_fifty_in_memory_and_on_disk()
    {
        for (var i = 0; i < 60; i++)
            await SwitchAsync(i % 2 == 0 ? "half" : "all");

        Assert.Equal((50, 61, 12), (Store.History.Count, Store.History[0].Id, Store.History[^1].Id));
        Assert.Equal(50, Directory.GetFiles(Path.Combine(_disk.Folder, "history"), "0*.json").Length);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_passed_over()
    {
        await SwitchAsync("half");
        await File.WriteAllTextAsync(Path.Combine(_disk.Folder, "history", "000001.json"), "{}");
        using var again = await _disk.ReopenAsync();

        Assert.Equal("plain: off → half", Assert.Single(again.History).Summary);
    }

    [Fact]
    public async Task A_broken_file_at_the_start_leaves_the_last_good_flags_in_force()
    {
        await SwitchAsync("all");
        await File.WriteAllTextAsync(_disk.File, "{");
        using var again = await _disk.ReopenAsync();

        Assert.Equal("all", again.Current.Flags["plain"].DefaultVariant);
        Assert.NotNull(again.Problem);
    }

    private Task<ReplaceResult> SwitchAsync(string variant) =>
        Store.TryEditAsync(null, document => FlagEdits.SetVariant(document, "plain", variant), StoreOnDisk.Maria, CancellationToken.None);
}
