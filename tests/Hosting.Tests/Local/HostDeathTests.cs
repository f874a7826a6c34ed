using Aspire.Hosting.Local.Data;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local;

public sealed class HostDeathTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public async Task A_killed_host_leaves_neither_children_nor_grandchildren()
    {
        using var host = new HostProcess(_scratch.File("data"), $"cart=trap '' TERM; sleep 3600 & echo $$ $! >{_scratch.File("pids")}.new; mv {_scratch.File("pids")}.new {_scratch.File("pids")}; wait; wait");
        await Eventually.True(() => File.Exists(_scratch.File("pids")));
        var family = File.ReadAllText(_scratch.File("pids")).Split(' ', StringSplitOptions.TrimEntries).Select(int.Parse).ToList();
        Assert.All(family, id => Assert.NotNull(ProcessIdentity.Of(id)));
        host.Kill();

        foreach (var id in family)
            await Eventually.Gone(id);
    }

    [Fact]
    public async Task A_second_host_of_the_same_data_ends_with_one_clear_sentence()
    {
        using var data = DataDirectory.Open(_scratch.File("data"));
        using var second = new HostProcess(_scratch.File("data"));
        var errors = await second.ErrorsUntilExitAsync();

        Assert.StartsWith("The shop is already running from this checkout", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(1, second.ExitCode);
    }

    [Fact]
    public async Task The_next_host_starts_where_a_killed_one_had_to_leave()
    {
        using (var first = new HostProcess(_scratch.File("data"), "cart=exec sleep 3600"))
            await first.SaidAsync("cart");
        using var next = new HostProcess(_scratch.File("data"), "cart=exec sleep 3600");

        await next.SaidAsync("Everything is healthy");
    }

    public void Dispose() => _scratch.Dispose();
}
