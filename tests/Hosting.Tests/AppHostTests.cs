namespace OtelShop.Hosting.Tests;

public sealed class AppHostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Containers_without_a_container_runtime_end_the_start_with_one_sentence()
    {
        var nothingOnPath = new Dictionary<string, string> { ["PATH"] = _folder.Path, ["ASPIRE_CONTAINER_RUNTIME"] = "docker" };
        var run = await AppHostProcess.RunAsync(["--backing=containers", $"--AppHost:DataDirectory={_folder.Path}", "--DcpPublisher:RandomizePorts=true"], nothingOnPath);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--backing containers needs Docker", Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
