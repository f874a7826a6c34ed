using Aspire.Hosting;

namespace OtelShop.Hosting.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Fresh_data_forgets_what_earlier_runs_kept()
    {
        _folder.Write("postgres/PG_VERSION", "15");

        using var data = DataDirectory.Open(_folder.Path, fresh: true);

        Assert.False(Directory.Exists(data.Folder("postgres")));
    }

    [Fact]
    public void Data_survives_a_usual_start()
    {
        _folder.Write("postgres/PG_VERSION", "15");

        using var data = DataDirectory.Open(_folder.Path, fresh: false);

        Assert.True(File.Exists(Path.Combine(data.Folder("postgres"), "PG_VERSION")));
    }

    [Fact]
    public void A_generated_password_is_the_same_at_every_start()
    {
        using var data = DataDirectory.Open(_folder.Path, fresh: false);
        var first = data.Password("postgres-password", wanted: null);

        Assert.Equal(first, data.Password("postgres-password", wanted: "another"));
        Assert.Equal(24, first.Length);
    }

    [Fact]
    public void Only_the_owner_can_read_a_password()
    {
        using var data = DataDirectory.Open(_folder.Path, fresh: false);
        data.Password("postgres-password", wanted: null);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.Folder("passwords"), "postgres-password")));
    }

    [Fact]
    public void A_private_folder_is_closed_to_others_even_when_it_was_open()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "mail")).UnixFileMode |= UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        using var data = DataDirectory.Open(_folder.Path, fresh: false);

        Assert.All((string[])["mail", "logs"], name => Assert.Equal(DataDirectory.OwnerOnly, File.GetUnixFileMode(data.PrivateFolder(name))));
    }

    [Fact]
    public void The_folder_is_free_again_when_its_AppHost_has_ended()
    {
        DataDirectory.Open(_folder.Path, fresh: false).Dispose();

        using var second = DataDirectory.Open(_folder.Path, fresh: false);
        Assert.Equal(_folder.Path, second.FullPath);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_way_out()
    {
        var file = _folder.Write("file", "");

        var error = Assert.Throws<DistributedApplicationException>(() => DataDirectory.Open(Path.Combine(file, "data"), fresh: false));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains("--AppHost:DataDirectory=", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
