using System.Text;
using System.Text.Json.Nodes;
using OtelShop.Flagd.Ui.Advanced;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Ui;

public sealed class DocumentMergeTests
{
    private static readonly FlagSet Original = Set(A("x"), B("x"));

    [Fact]
    public void Edits_of_different_flags_are_both_kept()
    {
        var merge = DocumentMerge.Of(Original, Set(A("y"), B("x")), Set(A("x"), B("y")));

        Assert.Empty(merge.Disputed);
        Assert.Equal(["y", "y"], Parse(merge.Text).Flags.Values.Select(flag => flag.DefaultVariant));
    }

    [Fact]
    public void A_flag_that_both_changed_stays_as_the_second_wrote_it_and_is_named()
    {
        var merge = DocumentMerge.Of(Original, Set(A("x", "DISABLED"), B("x")), Set(A("y"), B("x")));
        var flag = Parse(merge.Text).Flags["a"];

        Assert.Equal(["a"], merge.Disputed);
        Assert.Equal(("y", FlagState.Enabled), (flag.DefaultVariant, flag.State));
    }

    [Fact]
    public void A_flag_that_another_edit_removed_is_removed()
    {
        var merge = DocumentMerge.Of(Original, Set(A("x")), Set(A("y"), B("x")));

        Assert.Equal(["a"], Parse(merge.Text).Flags.Keys);
    }

    [Fact]
    public void The_same_edit_by_both_is_no_dispute() => Assert.Empty(DocumentMerge.Of(Original, Set(A("y"), B("x")), Set(A("y"), B("x"))).Disputed);

    [Theory]
    [InlineData("""{ "flags": {}, "$evaluators": { "a": { "==": [1, 1] } } }""")]
    [InlineData("""{ "flags": {}, "metadata": { "a": 1 } }""")]
    [InlineData("""{ "flags": {}, "$schema": "a" }""")]
    public void Additions_of_another_edit_beside_the_flags_are_kept(string theirs)
    {
        var merge = DocumentMerge.Of(FlagSet.Empty, Parse(theirs), Set(A("x")));

        Assert.Empty(merge.Disputed);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(theirs)!.AsObject().Last().Value, JsonNode.Parse(merge.Text)!.AsObject().Last().Value));
    }

    [Fact]
    public void Shared_rules_are_merged_one_by_one()
    {
        var merge = DocumentMerge.Of(Rules(1, 1, 1), Rules(2, 2, 1), Rules(1, 3, 3));
        var rules = JsonNode.Parse(merge.Text)!["$evaluators"]!;

        Assert.Equal(["$evaluators.second"], merge.Disputed);
        Assert.Equal((2, 3, 3), ((int)rules["first"]!, (int)rules["second"]!, (int)rules["third"]!));
    }

    private static FlagSet Rules(int first, int second, int third) =>
        Parse($$"""{ "flags": {}, "$evaluators": { "first": {{first}}, "second": {{second}}, "third": {{third}} } }""");

    private static string A(string variant, string state = "ENABLED") => Flag("a", variant, state);

    private static string B(string variant) => Flag("b", variant, "ENABLED");

    private static string Flag(string key, string variant, string state) =>
        $$"""  "{{key}}": { "state": "{{state}}", "variants": { "x": 1, "y": 2 }, "defaultVariant": "{{variant}}" }""";

    private static FlagSet Set(params string[] flags) => Parse($$"""{ "flags": { {{string.Join(",\n", flags)}} } }""");

    private static FlagSet Parse(string json) => FlagSet.Parse(Encoding.UTF8.GetBytes(json));
}
