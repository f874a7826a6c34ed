using System.Text.RegularExpressions;

namespace OtelShop.Images.Tests;

public sealed partial class BuildScriptTests(BuiltImages images)
{
    [Theory]
    [InlineData("The tag is missing: eng/build-images.sh TAG.")]
    [InlineData("The tag 'latest' names no version: give the version or the commit.", "latest")]
    [InlineData("'v 1' is no image tag: up to 128 letters, digits, '_', '.' and '-', but not starting with '.' or '-'.", "v 1")]
    [InlineData("Unknown argument: --pull. eng/build-images.sh --help lists those that exist.", "1.0", "--pull")]
    [InlineData("--output needs a value; eng/build-images.sh --help shows it.", "1.0", "--output")]
    [InlineData("--push needs a registry: --registry HOST[/PREFIX].", "1.0", "--push")]
    [InlineData("--registry goes with --push; an archive has no registry.", "1.0", "--registry", "example.org")]
    public async Task A_wrong_argument_is_named(string sentence, params string[] arguments)
    {
        var outcome = await BuiltImages.BuildAsync(arguments);

        Assert.Equal((1, sentence + "\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task The_images_are_those_of_the_services_that_the_app_model_deploys()
    {
        var model = AddedService().Matches(await File.ReadAllTextAsync(Path.Combine(BuiltImages.Root, "AppHost", "Program.cs")))
            .Select(match => match.Groups[1].Value).Where(name => name is not ("service-map" or "browser-journey")).Append("flagd").Order(StringComparer.Ordinal);
        var outcome = await BuiltImages.BuildAsync("1.0", "carts");

        Assert.Equal($"Unknown service: carts. These have an image: {string.Join(' ', model)}.\n", outcome.Error);
    }

    [Fact]
    public async Task A_base_image_out_of_reach_is_one_sentence()
    {
        var outcome = await images.BuildWithoutRegistryAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("The image of quote could not be built: its base image or registry is out of reach: Connection refused (127.0.0.1:1).", outcome.Error.Split('\n')[^2]);
    }

    [Fact]
    public void Each_image_is_printed_with_its_digest() =>
        Assert.Matches(@"^otelshop/quote:1\.2\.3-test sha256:[0-9a-f]{64}\notelshop/accounting:1\.2\.3-test sha256:[0-9a-f]{64}\nThe images and their SBOMs are in ", images.Built.Output);

    [GeneratedRegex(@"AddService<[^>]+>\(""([a-z-]+)""\)")]
    private static partial Regex AddedService();
}
