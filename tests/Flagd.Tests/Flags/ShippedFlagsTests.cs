using System.Text;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Flags;

public sealed class ShippedFlagsTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, FlagFile.Name));

    [Fact]
    public async Task Without_a_file_there_is_a_copy_of_the_shipped_one()
    {
        await using var disk = await StoreOnDisk.LoadAsync(null);

        Assert.Equal(Shipped, await File.ReadAllBytesAsync(disk.File));
        Assert.True(disk.Store.Current.Flags.ContainsKey("paymentFailure"));
    }

    [Fact]
    public async Task Flags_that_are_new_in_this_version_are_added_and_the_rest_is_left_alone()
    {
        var old = Sample.Without(Shipped, "paymentFailure");
        var working = FlagEdits.SetVariant(old, "adFailure", "on");
        await using var disk = await UpgradeAsync(old, working);

        Assert.True(disk.Store.Current.Flags.ContainsKey("paymentFailure"));
        Assert.Equal(Text(working), Text(Sample.Without(await File.ReadAllBytesAsync(disk.File), "paymentFailure")));
    }

    [Fact]
    public async Task A_deleted_flag_does_not_come_back()
    {
        var working = Sample.Without(Shipped, "adFailure");
        await using var disk = await UpgradeAsync(Shipped, working);

        Assert.Equal(Text(working), Text(await File.ReadAllBytesAsync(disk.File)));
    }

    [Fact]
    public async Task A_flag_of_the_same_name_made_by_a_user_stays()
    {
        var working = FlagEdits.SetVariant(Shipped, "adFailure", "on");
        await using var disk = await UpgradeAsync(Sample.Without(Shipped, "adFailure"), working);

        Assert.Equal("on", disk.Store.Current.Flags["adFailure"].DefaultVariant);
    }

    [Fact]
    public async Task A_file_that_never_was_a_copy_gets_nothing()
    {
        await using var disk = await StoreOnDisk.LoadAsync(Sample.Bytes);

        Assert.Equal(3, disk.Store.Current.Flags.Count);
    }

    [Fact]
    public async Task A_broken_file_at_the_first_start_has_the_shipped_flags_served_and_is_left_alone()
    {
        await using var disk = await StoreOnDisk.LoadAsync("{"u8.ToArray());

        Assert.Equal(FlagSet.Parse(Shipped).Version, disk.Store.Current.Version);
        Assert.NotNull(disk.Store.Problem);
        Assert.Equal("{", await File.ReadAllTextAsync(disk.File));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_does_not_keep_the_daemon_from_serving()
    {
        await using var disk = StoreOnDisk.Prepare(Path.Combine("file", FlagFile.Name));
        await File.WriteAllTextAsync(Path.Combine(disk.Folder, "file"), "no folder");
        await disk.StartWatchingAsync();

        Assert.True(disk.Store.Current.Flags.ContainsKey("paymentFailure"));
        Assert.NotNull(disk.Store.Problem);
    }

    private static async Task<StoreOnDisk> UpgradeAsync(byte[] shippedBefore, byte[] working)
    {
        var disk = StoreOnDisk.Prepare();
        Directory.CreateDirectory(Path.Combine(disk.Folder, "history"));
        await File.WriteAllBytesAsync(Path.Combine(disk.Folder, "history", "shipped.json"), shippedBefore);
        await File.WriteAllBytesAsync(disk.File, working);
        await disk.Store.LoadAsync(CancellationToken.None);
        return disk;
    }

    private static string Text(byte[] document) => Encoding.UTF8.GetString(document);
}
