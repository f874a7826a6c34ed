using System.Diagnostics;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Flags;

public sealed class FlagFileWatcherTests
{
    private static readonly byte[] Edited = FlagEdits.SetVariant(Sample.Bytes, "plain", "all");

    [Fact]
    public Task An_editor_that_writes_in_place_is_noticed() => IsNoticedAsync(file => File.WriteAllBytesAsync(file, Edited));

    [Fact]
    public Task An_editor_that_renames_onto_the_file_is_noticed() => IsNoticedAsync(async file =>
    {
        await File.WriteAllBytesAsync(file + "~", Edited);
        File.Move(file + "~", file, overwrite: true);
    });

    [Fact]
    public Task An_editor_that_deletes_and_creates_is_noticed() => IsNoticedAsync(async file =>
    {
        File.Delete(file);
        await File.WriteAllBytesAsync(file, Edited);
    });

    [Fact]
    public Task A_new_file_of_the_same_age_and_size_is_noticed() => IsNoticedAsync(async file =>
    {
        var time = File.GetLastWriteTimeUtc(file);
        await File.WriteAllBytesAsync(file + "~", Edited);
        File.SetLastWriteTimeUtc(file + "~", time);
        File.Move(file + "~", file, overwrite: true);
    });

    [Fact]
    public Task A_folder_that_was_deleted_and_made_again_is_watched_again() => IsWatchedAgainAsync(folder => Directory.Delete(folder, recursive: true));

    [Fact]
    public async Task A_folder_that_was_moved_and_made_again_is_watched_again()
    {
        var elsewhere = Directory.CreateTempSubdirectory("flags-");
        await IsWatchedAgainAsync(folder => Directory.Move(folder, Path.Combine(elsewhere.FullName, "moved")));
        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task A_link_that_Kubernetes_turns_is_noticed()
    {
        await using var disk = StoreOnDisk.Prepare();
        foreach (var (name, content) in new[] { ("..one", Sample.Bytes), ("..two", Edited) })
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(disk.Folder, name)).FullName, FlagFile.Name), content);
        File.CreateSymbolicLink(Path.Combine(disk.Folder, "..data"), "..one");
        File.CreateSymbolicLink(disk.File, Path.Combine("..data", FlagFile.Name));
        await disk.StartWatchingAsync();
        var before = disk.Store.Current;
        File.CreateSymbolicLink(Path.Combine(disk.Folder, "..data_tmp"), "..two");
        // File.Move takes a link to a folder for the folder.
        using var rename = Process.Start("mv", ["-T", Path.Combine(disk.Folder, "..data_tmp"), Path.Combine(disk.Folder, "..data")]);
        await rename.WaitForExitAsync();

        Assert.Equal("all", (await disk.NextAsync(before)).Flags["plain"].DefaultVariant);
    }

    [Fact]
    public async Task A_link_to_a_folder_that_is_not_watched_is_followed_and_stays_a_link()
    {
        await using var elsewhere = await StoreOnDisk.LoadAsync(Sample.Bytes);
        await using var disk = StoreOnDisk.Prepare();
        File.CreateSymbolicLink(disk.File, elsewhere.File);
        await disk.StartWatchingAsync();
        var before = disk.Store.Current;
        await File.WriteAllBytesAsync(elsewhere.File, Edited);
        await disk.NextAsync(before);
        await disk.ReplaceAsync(Sample.Bytes);

        Assert.Equal(elsewhere.File, new FileInfo(disk.File).LinkTarget);
        Assert.Equal(Sample.Bytes, await File.ReadAllBytesAsync(elsewhere.File));
    }

    [Fact]
    public async Task A_broken_file_changes_nothing_and_is_named_once_with_its_place()
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        var before = disk.Store.Current;
        await File.WriteAllBytesAsync(disk.File, Sample.With("\"ruled\": {", "\"ruled\": {,"));
        var line = await disk.LoggedAsync("is not served");
        await disk.Store.ReloadAsync(CancellationToken.None);

        Assert.Contains("line 5, byte 15", line, StringComparison.Ordinal);
        Assert.Same(before, disk.Store.Current);
        Assert.Single(disk.Log.GetSnapshot(), record => record.Message.Contains("is not served", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_breaks_the_schema_is_named_with_the_path()
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        await File.WriteAllBytesAsync(disk.File, Sample.With("1e0 }, \"defaultVariant\": \"off\"", "1e0 }, \"defaultVariant\": \"none\""));
        await disk.LoggedAsync("is not served");

        Assert.Equal("$.flags.plain.defaultVariant", Assert.Single(disk.Store.Problem!.Details).Path);
    }

    [Fact]
    public async Task A_file_that_is_right_again_is_served_again()
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        var before = disk.Store.Current;
        await File.WriteAllTextAsync(disk.File, "{");
        await disk.LoggedAsync("is not served");
        await File.WriteAllBytesAsync(disk.File, Edited);

        Assert.Equal("all", (await disk.NextAsync(before)).Flags["plain"].DefaultVariant);
        Assert.Null(disk.Store.Problem);
    }

    [Fact]
    public async Task Without_the_file_the_last_flags_are_served()
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        var before = disk.Store.Current;
        File.Delete(disk.File);
        await disk.LoggedAsync("is not served: It is missing.");

        Assert.Same(before, disk.Store.Current);
    }

    [Fact]
    public async Task A_change_from_here_is_no_edit_of_the_file()
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        await disk.ReplaceAsync(Edited);
        await disk.Store.ReloadAsync(CancellationToken.None);
        await disk.Store.ReloadAsync(CancellationToken.None);

        Assert.Equal(["page", "start"], disk.Store.History.Select(entry => entry.Author.How));
    }

    [Fact]
    public async Task An_edit_of_the_file_is_in_the_history_and_the_log()
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        await File.WriteAllBytesAsync(disk.File, Edited);

        Assert.Equal("Flag plain: variant was off, is all; changed by an editor of the file (file)", await disk.LoggedAsync("plain"));
        await disk.Store.ReloadAsync(CancellationToken.None);
        Assert.Equal("plain: off → all", disk.Store.History[0].Summary);
    }

    private static async Task IsWatchedAgainAsync(Action<string> remove)
    {
        var time = new SwitchableTicks();
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes, time);
        var first = disk.Store.Current;
        remove(disk.Folder);
        Directory.CreateDirectory(disk.Folder);
        await File.WriteAllBytesAsync(disk.File, Edited);
        var second = await disk.NextAsync(first);
        time.AreOff = true;
        await File.WriteAllBytesAsync(disk.File, Sample.Bytes);

        Assert.Equal(first.Version, (await disk.NextAsync(second)).Version);
    }

    private static async Task IsNoticedAsync(Func<string, Task> edit)
    {
        await using var disk = await StoreOnDisk.WatchAsync(Sample.Bytes);
        var before = disk.Store.Current;
        await edit(disk.File);

        Assert.Equal(FlagSet.Parse(Edited).Version, (await disk.NextAsync(before)).Version);
    }

    /// <summary>The system's clock, whose timers of a second can be switched off: then only events of the file system are left.</summary>
    private sealed class SwitchableTicks : TimeProvider
    {
        private volatile bool _areOff;

        public bool AreOff { set => _areOff = value; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            return base.CreateTimer(dueTime == TimeSpan.FromSeconds(1) ? Tick : callback, state, dueTime, period);

            void Tick(object? given)
            {
                if (!_areOff)
                    callback(given);
            }
        }
    }
}
