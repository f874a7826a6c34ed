using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("on")]
    [InlineData("yes")]
    [InlineData("n")]
    [InlineData("010")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("1e3")]
    [InlineData("12:30")]
    [InlineData(".inf")]
    [InlineData("2026-01-01")]
    public void A_plain_scalar_that_kubectl_does_not_read_as_text_is_refused(string scalar)
    {
        var error = Assert.Throws<FormatException>(() => YamlReader.Read($"data:\n  mode: {scalar}"));

        Assert.Equal($"Line 2: kubectl does not read the plain scalar {scalar} as a string: quote it.", error.Message);
    }

    [Fact]
    public void A_key_that_is_a_boolean_is_refused() => Assert.Throws<FormatException>(() => YamlReader.Read("data: { true: x }"));

    [Fact]
    public void A_number_as_a_key_is_read_as_a_string() => Assert.Equal("x", (string?)Assert.Single(YamlReader.Read("ports: { 8080: x }"))["ports"]!["8080"]);

    [Fact]
    public void A_key_that_occurs_twice_is_refused() => Assert.ThrowsAny<YamlException>(() => YamlReader.Read("a: 1\na: 2"));

    [Fact]
    public async Task Scalars_are_read_as_kubectl_reads_them()
    {
        const string Manifest = """{ apiVersion: v1, kind: Pod, metadata: { name: x, labels: { a: "on", b: "010", c: "", d: otelshop/cart, e: 1.2.3, f: a:b, g: "1" } } }""";
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, Manifest);
        var read = await DeployTools.KubectlAsync("label", "--local", "-f", file, "z=z", "-o", "json");
        File.Delete(file);
        var ours = Assert.Single(YamlReader.Read(Manifest));
        ours["metadata"]!["labels"]!["z"] = "z";

        Assert.Equal(Text(JsonNode.Parse(read.Succeeded())!["metadata"]!["labels"]!), Text(ours["metadata"]!["labels"]!));
    }

    private static string Text(JsonNode labels) => string.Join(' ', labels.AsObject().OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}
