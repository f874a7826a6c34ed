using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local.Processes;

public sealed class ProgramFinderTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public void The_first_name_found_wins_over_the_order_of_directories()
    {
        _scratch.Script("redis-like", "exit");
        var preferred = _scratch.Script("valkey-like", "exit");

        Assert.Equal(preferred, Finder().Find("valkey-like", "redis-like"));
    }

    [Fact]
    public void The_highest_version_of_the_database_is_taken()
    {
        foreach (var version in new[] { "9", "15", "17" })
        {
            Directory.CreateDirectory(_scratch.File($"{version}/bin"));
            _scratch.Script($"{version}/bin/database-like", "exit");
        }

        Assert.Equal(_scratch.File("17/bin/database-like"), Finder().Find("database-like"));
    }

    [Fact]
    public void A_file_that_is_not_executable_is_no_program()
    {
        File.WriteAllText(_scratch.File("document"), "text");

        Assert.Null(Finder().Find("document"));
    }

    public void Dispose() => _scratch.Dispose();

    private ProgramFinder Finder() => new(_scratch.FullPath, versionedDirectory: _scratch.FullPath);
}
