using System.Text;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Flags;

public sealed class FlagStoreTests : IAsyncLifetime
{
    private StoreOnDisk _disk = default!;

    private FlagStore Store => _disk.Store;

    public async ValueTask InitializeAsync() => _disk = await StoreOnDisk.LoadAsync(Sample.Bytes);

    public async ValueTask DisposeAsync() => await _disk.DisposeAsync();

    [Fact]
    public async Task A_change_is_served_and_on_disk()
    {
        var changed = FlagEdits.SetVariant(Sample.Bytes, "plain", "all");

        var replaced = Assert.IsType<ReplaceResult.Replaced>(await _disk.ReplaceAsync(changed, Store.Version));

        Assert.Equal((Store.Version, "all"), (replaced.Version, Store.Current.Flags["plain"].DefaultVariant));
        Assert.Equal(changed, await File.ReadAllBytesAsync(_disk.File));
    }

    [Fact]
    public async Task A_file_with_an_array_of_flags_is_served_edited_and_found_unchanged_after_a_restart()
    {
        var listed = """{"flags": [{"key": "listed", "state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"}]}"""u8.ToArray();
        await File.WriteAllBytesAsync(_disk.File, listed);
        await Store.ReloadAsync(CancellationToken.None);
        await Store.ReloadAsync(CancellationToken.None);
        var again = await _disk.ReopenAsync();

        Assert.Equal(["file", "start"], again.History.Select(entry => entry.Author.How));
        Assert.Equal(listed, await File.ReadAllBytesAsync(_disk.File));
        Assert.IsType<ReplaceResult.Replaced>(await again.TryEditAsync(again.Version, document => FlagEdits.SetVariant(document, "listed", "off"), StoreOnDisk.Maria, CancellationToken.None));
        Assert.Equal("off", FlagSet.Parse(await File.ReadAllBytesAsync(_disk.File)).Flags["listed"].DefaultVariant);
    }

    [Fact]
    public async Task Of_two_edits_of_the_same_version_the_second_is_refused()
    {
        var version = Store.Version;
        ReplaceResult[] results = await Task.WhenAll(
            _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "all"), version),
            _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "half"), version));

        Assert.Single(results.OfType<ReplaceResult.Replaced>());
        Assert.Equal(Store.Version, Assert.Single(results.OfType<ReplaceResult.Conflict>()).Version);
    }

    [Fact]
    public async Task Edits_at_the_same_time_are_all_kept()
    {
        var edits = new[] { ("plain", "half"), ("ruled", "on"), ("bare", "ä/✓") };
        await Task.WhenAll(edits.Select(edit =>
            Task.Run(() => Store.TryEditAsync(null, document => FlagEdits.SetVariant(document, edit.Item1, edit.Item2), StoreOnDisk.Maria, CancellationToken.None))));

        Assert.Equal(edits.Select(edit => edit.Item2), edits.Select(edit => FlagEdits.SelectedVariant(Store.Current.Flags[edit.Item1])));
    }

    [Fact]
    public async Task An_unnoticed_edit_of_the_file_is_not_overwritten()
    {
        var version = Store.Version;
        await File.WriteAllBytesAsync(_disk.File, FlagEdits.SetVariant(Sample.Bytes, "plain", "half"));

        Assert.IsType<ReplaceResult.Conflict>(await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "all"), version));
        Assert.Equal("half", Store.Current.Flags["plain"].DefaultVariant);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_and_nothing_is_written()
    {
        var wrong = """{"flags": {"a": {"state": "on", "variants": {}}, "b": 1}}"""u8.ToArray();

        var problems = Assert.IsType<ReplaceResult.Invalid>(await _disk.ReplaceAsync(wrong)).Problems;

        Assert.Equal(["$.flags.a.state", "$.flags.a.variants", "$.flags.b"], problems.Select(problem => problem.Path));
        Assert.Equal(Sample.Bytes, await File.ReadAllBytesAsync(_disk.File));
    }

    [Fact]
    public async Task A_document_that_is_too_long_is_refused()
    {
        var padded = Sample.Bytes.Concat(Enumerable.Repeat((byte)' ', FlagFile.MostBytes)).ToArray();

        Assert.Contains("3,145,728 are the most", Assert.Single(Assert.IsType<ReplaceResult.Invalid>(await _disk.ReplaceAsync(padded)).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_leaves_everything_as_it_was()
    {
        // Where the draft is written: stands for a full or read-only disk, which root could write all the same.
        Directory.CreateDirectory(Path.Combine(_disk.Folder, $".{FlagFile.Name}.tmp"));
        var version = Store.Version;

        Assert.IsType<ReplaceResult.Unwritable>(await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "all")));
        Assert.Equal((version, 1), (Store.Version, Store.History.Count));
        Assert.Equal(Sample.Bytes, await File.ReadAllBytesAsync(_disk.File));
    }

    [Fact]
    public async Task The_mode_of_the_file_stays()
    {
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(_disk.File, Mode);
        await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "all"));

        Assert.Equal(Mode, File.GetUnixFileMode(_disk.File));
    }

    [Fact]
    public async Task A_reader_of_the_file_reads_one_whole_document_during_a_change()
    {
        using var ended = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            while (!ended.IsCancellationRequested)
                FlagSet.Parse(File.ReadAllBytes(_disk.File));
        });
        for (var i = 0; i < 50; i++)
            await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", i % 2 == 0 ? "all" : "off"));
        await ended.CancelAsync();

        await reading;
    }

    [Fact]
    public async Task The_same_document_again_is_no_change()
    {
        Assert.Empty(Assert.IsType<ReplaceResult.Replaced>(await _disk.ReplaceAsync(Sample.Bytes, Store.Version)).Changes);
        Assert.Single(Store.History);
    }

    [Fact]
    public async Task A_change_is_in_the_log_with_its_author()
    {
        await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "ruled", "on"));

        var record = Assert.Single(_disk.Log.GetSnapshot());
        Assert.Equal(("feature_flag.changed", "Flag ruled: variant was off, is on; changed by Maria (page)"), (record.Id.Name, record.Message));
    }

    [Fact]
    public async Task A_change_is_counted()
    {
        using var changes = new MetricCollector<long>(_disk.Meters, FlagTelemetry.MeterName, "flagd.flag.changes");
        await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "ruled", "on"));

        var tags = Assert.Single(changes.GetMeasurementSnapshot()).Tags;
        Assert.Equal(("ruled", "variant", "page"), (tags["feature_flag.key"], tags["flagd.change.what"], tags["flagd.change.how"]));
    }

    [Fact]
    public async Task Changes_that_come_faster_than_they_are_read_are_told_as_one()
    {
        var before = Store.Current;
        await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "half"));
        await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "all"));

        Assert.Same(Store.Current, await _disk.NextAsync(before));
    }

    [Fact]
    public async Task A_broken_text_that_is_overwritten_is_kept_aside()
    {
        await File.WriteAllTextAsync(_disk.File, "half a thou");
        await _disk.ReplaceAsync(FlagEdits.SetVariant(Sample.Bytes, "plain", "all"));

        Assert.Null(Store.Problem);
        Assert.Equal("half a thou", await File.ReadAllTextAsync(Path.Combine(_disk.Folder, "history", "overwritten.txt"), Encoding.UTF8));
    }
}
