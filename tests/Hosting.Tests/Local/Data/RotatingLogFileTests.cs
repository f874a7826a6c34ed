using Aspire.Hosting.Local.Data;

namespace Aspire.Hosting.Tests.Local.Data;

public sealed class RotatingLogFileTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public void A_full_file_becomes_the_older_one()
    {
        using (var log = Open(maxBytes: 60))
        {
            foreach (var line in new[] { "first of the old lines", "last of the old lines", "new line" })
                log.WriteLine(line);
        }

        Assert.Contains("last of the old lines", File.ReadAllText(_scratch.File("cart.1.log")));
        Assert.EndsWith("Z new line", Assert.Single(File.ReadAllLines(_scratch.File("cart.log"))));
    }

    [Fact]
    public void A_new_run_keeps_the_lines_of_the_run_before()
    {
        using (var log = Open(maxBytes: 1000))
            log.WriteLine("yesterday");
        Open(maxBytes: 1000).Dispose();

        Assert.Contains("yesterday", File.ReadAllText(_scratch.File("cart.1.log")));
        Assert.Empty(File.ReadAllText(_scratch.File("cart.log")));
    }

    public void Dispose() => _scratch.Dispose();

    private RotatingLogFile Open(long maxBytes) => new(_scratch.File("cart.log"), maxBytes, TimeProvider.System);
}
