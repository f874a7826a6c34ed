using System.Text.RegularExpressions;

namespace OtelShop.Images.Tests;

/// <summary>The script works on a copy of what it reads and writes.</summary>
public sealed partial class ImageTagTests : IDisposable
{
    private readonly string _copy = Directory.CreateTempSubdirectory("otelshop-tags-").FullName;

    public ImageTagTests()
    {
        foreach (var folder in new[] { "eng", "deploy/gitops/dev", "deploy/gitops/prod" })
        {
            Directory.CreateDirectory(Path.Combine(_copy, folder));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(BuiltImages.Root, folder))) { File.Copy(file, Path.Combine(_copy, folder, Path.GetFileName(file))); }
        }
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    [Fact]
    public async Task A_new_tag_reaches_its_stage_alone()
    {
        await SetAsync("dev", "20261129");

        Assert.Equal(["\"20261129\""], Tags("dev"));
        Assert.Equal(Tags("prod", BuiltImages.Root), Tags("prod"));
    }

    [Theory]
    [InlineData("Unknown stage: test. The stages are dev, staging and prod.", "test", "1.0")]
    [InlineData("Give a stage and a tag: eng/set-image-tag.sh STAGE TAG.", "dev")]
    [InlineData("The tag 'latest' names no version: give the version or the commit.", "dev", "latest")]
    public async Task A_wrong_argument_is_named(string sentence, params string[] arguments)
    {
        var outcome = await SetAsync(arguments);

        Assert.Equal((1, sentence + "\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task The_images_that_are_built_are_those_that_are_deployed()
    {
        var listed = Directory.EnumerateFiles(Path.Combine(BuiltImages.Root, "deploy", "kustomize", "base")).SelectMany(file => ImageName().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        var unknown = await BuiltImages.BuildAsync("1.0", "none");

        Assert.EndsWith($": {string.Join(' ', listed)}.\n", unknown.Error, StringComparison.Ordinal);
    }

    private Task<Outcome> SetAsync(params string[] arguments) => Outcome.OfAsync(Path.Combine(_copy, "eng", "set-image-tag.sh"), arguments);

    private IEnumerable<string> Tags(string stage, string? root = null) =>
        Tag().Matches(File.ReadAllText(Path.Combine(root ?? _copy, "deploy", "gitops", stage, "values.yaml"))).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\btag: (\S+)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"image: otelshop/(\S+)")]
    private static partial Regex ImageName();
}
