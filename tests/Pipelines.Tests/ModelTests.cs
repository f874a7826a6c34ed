using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>The lists of the pipelines are those of the app model.</summary>
public sealed partial class ModelTests(PipelineFiles pipelines, ShopObjects shop)
{
    [Fact]
    public async Task The_build_matrix_is_the_services_of_the_model()
    {
        var list = JsonSerializer.Deserialize<string[]>((await ListAsync()).Succeeded())!;

        Assert.Equal(shop.Images, list);
    }

    [Fact]
    public async Task Each_leg_of_Azures_matrix_has_its_service()
    {
        var legs = JsonNode.Parse((await ListAsync("--azure")).Succeeded())!.AsObject();

        Assert.Equal(shop.Images, legs.Select(leg => (string)leg.Value!["service"]!).Order(StringComparer.Ordinal));
        Assert.All(legs, leg => Assert.Matches("^[a-z_]+$", leg.Key));
    }

    [Fact]
    public void Every_image_has_a_project_that_builds_it() => Findings.None(
        from image in shop.Images
        let project = string.Concat(image.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))
        where Checkout.Files("src", $"{project}.csproj").Length != 1
        select image);

    [Fact]
    public void Every_stage_of_the_model_has_a_pipeline() => Assert.Equal(
        from stage in Directory.GetFiles(Checkout.At("deploy", "helm", "otelshop"), "values-*.yaml")
        select $"cd-{Path.GetFileNameWithoutExtension(stage)["values-".Length..]}.yml" into file
        orderby file
        select file,
        pipelines.GitHub.Keys.Where(file => file.StartsWith("cd-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory, InlineData("github"), InlineData("azure")]
    public async Task Previews_have_the_tag_that_Argo_CD_deploys(string system)
    {
        using var folder = new TemporaryFolder();
        var step = PipelineFiles.Steps((system == "github" ? pipelines.GitHub : pipelines.Azure)["preview.yml"]).Select(PipelineFiles.Shell).First(shell => shell?.Contains("pr-", StringComparison.Ordinal) == true)!;

        var outcome = await Programs.RunAsync("bash", ["-euc", step], folder.Path, new Dictionary<string, string>
        {
            ["NUMBER"] = "7", ["COMMIT"] = "0123456789abcdef", ["BUILD_SOURCEVERSION"] = "0123456789abcdef", ["GITHUB_OUTPUT"] = folder.At("output"),
        });

        var named = system == "github" ? File.ReadAllText(folder.At("output")) : outcome.Succeeded();
        var deployed = PreviewTag().Match(Checkout.Read("deploy", "gitops", "apps", "previews.yaml")).Groups[1].Value
            .Replace("{{.number}}", "7", StringComparison.Ordinal).Replace("{{.head_short_sha_7}}", "0123456", StringComparison.Ordinal);
        Assert.Equal(deployed, named.Trim().Split('=', ']')[^1]);
    }

    [Fact]
    public void A_preview_is_built_from_the_commit_that_Argo_CD_deploys()
    {
        var jobs = pipelines.GitHub["preview.yml"]["jobs"]!;

        Assert.Equal(("${{ needs.name.outputs.tag }}", "${{ github.event.pull_request.head.sha }}"), ((string?)jobs["images"]!["with"]!["tag"], (string?)jobs["images"]!["with"]!["ref"]));
        Assert.Contains("targetRevision: \"{{.head_sha}}\"", Checkout.Read("deploy", "gitops", "apps", "previews.yaml"), StringComparison.Ordinal);
    }

    private static Task<Outcome> ListAsync(params string[] arguments) => Programs.ScriptAsync(Checkout.Root, "eng/pipelines/list-images.sh", arguments);

    [GeneratedRegex(@"name: image\.tag\s+value: (\S+)")]
    private static partial Regex PreviewTag();
}
