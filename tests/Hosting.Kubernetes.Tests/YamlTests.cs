using System.Text.Json.Nodes;
using OtelShop.Deploy.Tests.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Tests;

public sealed class YamlTests
{
    [Theory]
    [InlineData("on")]
    [InlineData("No")]
    [InlineData("y")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("010")]
    [InlineData("1_000")]
    [InlineData("0x1F")]
    [InlineData("1e3")]
    [InlineData("12:30:45")]
    [InlineData("2026-01-01")]
    [InlineData(".inf")]
    [InlineData("")]
    [InlineData(" leading space")]
    [InlineData("trailing space ")]
    [InlineData("# no comment")]
    [InlineData("key: value")]
    [InlineData("- item")]
    [InlineData("*alias")]
    [InlineData("{{ .Values.x }}")]
    [InlineData("%directive")]
    [InlineData("back\\slash \"quoted\"")]
    [InlineData("tab\tand\u0085next line")]
    [InlineData("caf\u00e9 \u2028 \ud83d\ude00")]
    public void Text_that_YAML_could_take_for_something_else_is_quoted(string text)
    {
        var yaml = Yaml.Scalar(JsonValue.Create(text));

        Assert.StartsWith("\"", yaml, StringComparison.Ordinal);
        Assert.Equal(text, RoundTrip(text));
    }

    [Theory]
    [InlineData("cart")]
    [InlineData("otelshop/cart")]
    [InlineData("v1alpha1")]
    [InlineData("/spec/replicas")]
    public void Plain_words_need_no_quotes(string text) => Assert.Equal(text, Yaml.Scalar(JsonValue.Create(text)));

    [Theory]
    [InlineData("one\ntwo\n")]
    [InlineData("one\n\n  two: x")]
    [InlineData("# one\n#two\n")]
    public void Lines_are_a_block_that_a_person_can_read(string text)
    {
        Assert.DoesNotContain('"', Yaml.Write(TemplateNode.Of(new JsonObject { ["text"] = text })));
        Assert.Equal(text, RoundTrip(text));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("one\n\n")]
    [InlineData("  one\ntwo")]
    [InlineData("\none")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("one\u2028two\nthree")]
    public void Lines_that_a_block_would_change_are_quoted(string text) => Assert.Equal(text, RoundTrip(text));

    [Fact]
    public void Numbers_booleans_and_empty_collections_keep_their_kind()
    {
        var value = new JsonObject { ["number"] = 8080, ["flag"] = true, ["none"] = null, ["map"] = new JsonObject(), ["list"] = new JsonArray(new JsonArray("on"), new JsonObject()) };

        Assert.True(JsonNode.DeepEquals(value, YamlReader.Read(Yaml.Write(TemplateNode.Of(value)))[0]));
    }

    private static string? RoundTrip(string text) =>
        (string?)YamlReader.Read(Yaml.Write(TemplateNode.Of(new JsonObject { ["outer"] = new JsonObject { ["text"] = text } })))[0]["outer"]!["text"];
}
