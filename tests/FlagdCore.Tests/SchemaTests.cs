using System.Text;

namespace OtelShop.FlagdCore.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("[]", "$", "The document must be a JSON object with flags, not an array.")]
    [InlineData("{}", "$", "The document has no 'flags'.")]
    [InlineData("""{"flags":1}""", "$.flags", "'flags' must be an object of flags by name or an array of flags, not a number.")]
    [InlineData("""{"flags":[1]}""", "$.flags[0]", "A flag in an array must be an object with its name as 'key'.")]
    [InlineData("""{"flags":[{"state":"ENABLED","variants":{"a":1}}]}""", "$.flags[0]", "A flag in an array must be an object with its name as 'key'.")]
    [InlineData("""{"flags":[{"key":1}]}""", "$.flags[0]", "A flag in an array must be an object with its name as 'key'.")]
    [InlineData("""{"flags":[{"key":"a b","state":"ENABLED"}]}""", "$.flags['a b']", "The flag has no 'variants': name the values it can have.")]
    [InlineData("""{"flags":{},"$evaluators":{"a":{}}}""", "$.$evaluators.a", "The rule 'a' is empty.")]
    [InlineData("""{"flags":{},"$evaluators":{"a":[ ]}}""", "$.$evaluators.a", "The rule 'a' is empty.")]
    [InlineData("""{"flags":{},"$evaluators":{"a":""}}""", "$.$evaluators.a", "The rule 'a' is empty.")]
    [InlineData("""{"flags":{"":{}}}""", "$.flags['']", "A flag's name must not be empty.")]
    [InlineData("""{"flags":{"a b":1}}""", "$.flags['a b']", "A flag must be an object, not a number.")]
    [InlineData("""{"flags":{},"metadata":1}""", "$.metadata", "Metadata must be an object, not a number.")]
    [InlineData("""{"flags":{},"metadata":{"a":[]}}""", "$.metadata.a", "A metadata entry must be text, a number or a boolean, not an array.")]
    [InlineData("""{"flags":{},"$evaluators":[]}""", "$.$evaluators", "$evaluators must be an object of rules by name, not an array.")]
    [InlineData("""{"flags":{},"$evaluators":{"a":{"var":"b"},"a":{"var":"b"}}}""", "$.$evaluators.a", "The rule 'a' is defined twice.")]
    public void A_document_that_breaks_the_schema_is_refused_with_path_and_reason(string document, string path, string message) =>
        Assert.Equal([new FlagProblem(path, message)], ProblemsOf(document));

    [Theory]
    [InlineData("""{"variants":{"on":true}}""", "", "The flag has no 'state': it must be ENABLED or DISABLED.")]
    [InlineData("""{"state":"enabled","variants":{"on":true}}""", ".state", "The state must be \"ENABLED\" or \"DISABLED\", not \"enabled\".")]
    [InlineData("""{"state":true,"variants":{"on":true}}""", ".state", "The state must be \"ENABLED\" or \"DISABLED\", not true.")]
    [InlineData("""{"state":"ENABLED"}""", "", "The flag has no 'variants': name the values it can have.")]
    [InlineData("""{"state":"ENABLED","variants":[]}""", ".variants", "'variants' must be an object of values by name, not an array.")]
    [InlineData("""{"state":"ENABLED","variants":{}}""", ".variants", "A flag needs at least one variant.")]
    [InlineData("""{"state":"ENABLED","variants":{"":1}}""", ".variants['']", "A variant's name must not be empty.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":null}}""", ".variants.a", "A variant must be a boolean, text, a number or an object, not null.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":[1]}}""", ".variants.a", "A variant must be a boolean, text, a number or an object, not an array.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1e999}}""", ".variants.a", "The number 1e999 is too large.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":{"b":[{"c":-1e999}]}}}""", ".variants.a.b[0].c", "The number -1e999 is too large.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1},"metadata":{"x":1e999}}""", ".metadata.x", "The number 1e999 is too large.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1,"a":2}}""", ".variants.a", "The variant 'a' is defined twice.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1,"b":"2"}}""", ".variants.b", "All variants must be of one type: 'a' is a number, this one text.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1},"defaultVariant":1}""", ".defaultVariant", "The default variant must be the name of a variant or null, not 1.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1,"b":2},"defaultVariant":"c"}""", ".defaultVariant", "There is no variant 'c'; there are a, b.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1},"targeting":"a"}""", ".targeting", "A targeting rule must be an object, not text.")]
    [InlineData("""{"state":"ENABLED","variants":{"a":1},"metadata":{"x":null}}""", ".metadata.x", "A metadata entry must be text, a number or a boolean, not null.")]
    public void A_flag_that_breaks_the_schema_is_refused_with_path_and_reason(string flag, string path, string message) =>
        Assert.Equal([new FlagProblem($"$.flags.f{path}", message)], ProblemsOf("""{"flags":{"f":""" + flag + "}}"));

    [Theory]
    [InlineData("{\n  \"flags\": {,}\n}", "The document is not JSON: line 2, byte 13: ")]
    [InlineData("", "The document is not JSON: line 1, byte 1: ")]
    [InlineData("{\"flags\":{}} x", "The document is not JSON: line 1, byte 14: ")]
    [InlineData("{\"flags\":{\"\\ud800\":{}}}", "A text of the document has one half of a surrogate pair: \\ud800")]
    public void Malformed_JSON_is_refused_with_its_position(string document, string message)
    {
        var problem = Assert.Single(ProblemsOf(document));

        Assert.StartsWith(message, problem.Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("The document is not UTF-8.", Assert.Single(Assert.Throws<FlagSetException>(() => FlagSet.Parse([0x7b, 0xff, 0x7d])).Problems).Message);

    [Fact]
    public void Everything_that_breaks_the_schema_is_listed_at_once()
    {
        var problems = ProblemsOf("""{"flags":{"a":{"state":"on","variants":{"x":1,"y":"z"},"defaultVariant":"w"},"b":0}}""");

        Assert.Equal(["$.flags.a.state", "$.flags.a.variants.y", "$.flags.a.defaultVariant", "$.flags.b"], problems.Select(problem => problem.Path));
    }

    private static IReadOnlyList<FlagProblem> ProblemsOf(string document) =>
        Assert.Throws<FlagSetException>(() => FlagSet.Parse(Encoding.UTF8.GetBytes(document))).Problems;
}
