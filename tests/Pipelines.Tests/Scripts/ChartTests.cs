using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>A third-party chart is in its repository before a cluster asks for it, against a repository of the test.</summary>
public sealed partial class ChartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_chart_that_its_repository_has_is_found() => Assert.Contains("All charts are there.", (await CheckAsync("1.2.1")).Succeeded(), StringComparison.Ordinal);

    [Fact]
    public async Task A_version_that_was_never_published_is_named() => Assert.Matches("chart.* are not there.*\n.*shop 1.2.3 of http://", (await CheckAsync("1.2.3")).Failed());

    [Fact]
    public async Task Every_chart_of_the_Applications_is_asked_for()
    {
        var listed = (await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/check-charts.sh", ["--list"])).Succeeded().Trim().Split('\n');
        var named = Checkout.Files("deploy/gitops", "*.yaml").SelectMany(file => Chart().Matches(Checkout.Read(file))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.True(named.Count >= 20, $"{named.Count} charts");
        Assert.Equal(named.Order(StringComparer.Ordinal), listed.Select(line => line.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal));
        Assert.All(listed, line => Assert.Matches(@"^[a-z]\S+ [a-z0-9-]+ v?\d+\.\d+\.\d+$", line));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Outcome> CheckAsync(string version)
    {
        var (source, root) = (_folder.At("shop"), _folder.At("checkout"));
        Directory.CreateDirectory(source);
        File.WriteAllText(Path.Combine(source, "Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 1.2.1\n");
        (await Programs.HelmAsync("package", source, "--destination", _folder.Path)).Succeeded();
        (await Programs.HelmAsync("repo", "index", _folder.Path)).Succeeded();
        await using var repository = await TestServer.StartAsync((request, _) => File.Exists(_folder.At(request.Path.Value![1..])) ? Results.File(_folder.At(request.Path.Value![1..])) : Results.NotFound());
        foreach (var path in Checkout.Files("eng", "*"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
            File.Copy(Checkout.At(path), Path.Combine(root, path));
        }

        Directory.CreateDirectory(Path.Combine(root, "deploy", "gitops"));
        File.WriteAllText(Path.Combine(root, "deploy", "gitops", "applications.yaml"), $"spec:\n  source:\n    repoURL: {repository.Address}\n    chart: shop\n    targetRevision: {version}\n");
        return await Programs.ScriptAsync(root, "eng/pipelines/check-charts.sh", []);
    }

    [GeneratedRegex(@"^ +chart: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Chart();
}
