using Aspire.Hosting.Local.Data;

namespace Aspire.Hosting.Tests.Local.Data;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public void A_second_host_of_the_same_checkout_is_told_who_has_the_data()
    {
        using var first = DataDirectory.Open(_scratch.FullPath);

        var error = Assert.Throws<DistributedApplicationException>(() => DataDirectory.Open(_scratch.FullPath));
        Assert.Contains($"already running from this checkout (process {Environment.ProcessId})", error.Message);
    }

    [Fact]
    public void The_data_is_free_again_when_its_host_has_ended()
    {
        DataDirectory.Open(_scratch.FullPath).Dispose();

        using var second = DataDirectory.Open(_scratch.FullPath);
    }

    [Fact]
    public void Starting_fresh_leaves_nothing_but_the_lock()
    {
        using var data = DataDirectory.Open(_scratch.FullPath);
        File.WriteAllText(Path.Combine(data.Ensure("postgres"), "table"), "rows");
        data.Clear();

        Assert.False(Directory.Exists(_scratch.File("postgres")));
        Assert.Throws<DistributedApplicationException>(() => DataDirectory.Open(_scratch.FullPath));
    }

    public void Dispose() => _scratch.Dispose();
}
