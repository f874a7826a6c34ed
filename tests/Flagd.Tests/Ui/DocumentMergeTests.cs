using System.Text;
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
    public void A_flag_that_was_removed_meanwhile_is_removed()
    {
        var merge = DocumentMerge.Of(Original, Set(A("x")), Set(A("y"), B("x")));

        Assert.Equal(["a"], Parse(merge.Text).Flags.Keys);
    }

    [Fact]
    public void The_same_edit_by_both_is_no_dispute() => Assert.Empty(DocumentMerge.Of(Original, Set(A("y"), B("x")), Set(A("y"), B("x"))).Disputed);

    private static string A(string variant, string state = "ENABLED") => Flag("a", variant, state);

    private static string B(string variant) => Flag("b", variant, "ENABLED");

    private static string Flag(string key, string variant, string state) =>
        $$"""  "{{key}}": { "state": "{{state}}", "variants": { "x": 1, "y": 2 }, "defaultVariant": "{{variant}}" }""";

    private static FlagSet Set(params string[] flags) => Parse($$"""{ "flags": { {{string.Join(",\n", flags)}} } }""");

    private static FlagSet Parse(string json) => FlagSet.Parse(Encoding.UTF8.GetBytes(json));
}
