using OtelShop.Hosting.Tests.Manifest;

namespace OtelShop.Hosting.Tests;

public sealed class KubernetesPublishTests(PublishedKubernetesFiles published) : IClassFixture<PublishedKubernetesFiles>
{
    private const string Refresh = "dotnet run --project AppHost -c Release -- --operation publish --step publish-k8s --output-path ../deploy";

    [Fact]
    public void Publishing_ends_with_exit_code_0_and_a_silent_standard_error()
    {
        Assert.Equal("", published.Run.Errors);
        Assert.Equal(0, published.Run.ExitCode);
    }

    [Theory]
    [InlineData("chaos")]
    [InlineData("helm")]
    [InlineData("kustomize")]
    [InlineData("monitoring")]
    public void The_files_of_this_checkout_are_those_that_the_app_model_yields(string folder)
    {
        var difference = FirstDifference(Path.Combine(AppHostProcess.Checkout, "deploy", folder), Path.Combine(published.Path, folder));

        Assert.True(difference is null, $"deploy/{folder}/{difference} differs from what the app model yields. Write it again: {Refresh}");
    }

    [Fact]
    public async Task A_second_publish_into_another_folder_writes_the_same_bytes()
    {
        using var again = new TemporaryFolder();

        var run = await PublishedKubernetesFiles.PublishAsync(again.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Null(FirstDifference(published.Path, again.Path));
    }

    [Fact]
    public void No_file_holds_the_value_of_a_secret()
    {
        var texts = Directory.EnumerateFiles(published.Path, "*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        Assert.NotEmpty(texts);
        Assert.All(PublishedManifest.Secrets.Values, secret => Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_output_directory_that_cannot_be_written_is_named_and_ends_with_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        folder.Write("kustomize", "not a folder");

        var run = await PublishedKubernetesFiles.PublishAsync(folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"The output directory {folder.Path} cannot be written: ", Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(["kustomize"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private static string? FirstDifference(string expected, string actual)
    {
        var paths = Paths(expected).Union(Paths(actual)).Order(StringComparer.Ordinal);
        return paths.FirstOrDefault(path => !AreEqual(Path.Combine(expected, path), Path.Combine(actual, path)));
    }

    private static bool AreEqual(string first, string second) =>
        File.Exists(first) && File.Exists(second) && File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second));

    private static IEnumerable<string> Paths(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));
}

/// <summary>What publishing to Kubernetes writes, with known secrets so that a leak can be found.</summary>
public sealed class PublishedKubernetesFiles : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal AppHostProcess.Result Run { get; private set; } = null!;

    internal string Path => _folder.Path;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Run = await PublishAsync(Path);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<AppHostProcess.Result> PublishAsync(string directory) =>
        AppHostProcess.RunAsync(["--operation", "publish", "--step", "publish-k8s", "--output-path", directory], PublishedManifest.Secrets);
}
