using System.Text;
using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Flags;

public sealed class FlagEditsTests
{
    [Fact]
    public void A_variant_becomes_the_default_and_nothing_else_moves() => Same(
        Sample.With("1e0 }, \"defaultVariant\": \"off\"", "1e0 }, \"defaultVariant\": \"half\""),
        FlagEdits.SetVariant(Sample.Bytes, "plain", "half"));

    [Fact]
    public void A_rule_of_three_parts_gets_the_variant_where_it_applies() => Same(
        Sample.With("\"cart\"]}, \"off\", \"off\"", "\"cart\"]}, \"on\", \"off\""),
        FlagEdits.SetVariant(Sample.Bytes, "ruled", "on"));

    [Theory]
    [InlineData("""{"if": [{"var": "a"}, "off"]}""")]
    [InlineData("""{"if": [{"var": "a"}, "off", {"var": "b"}, "off", "on"]}""")]
    [InlineData("""{"if": {"a": 1, "b": 2, "c": 3}}""")]
    [InlineData("""{"fractional": ["off", "on", "off"]}""")]
    [InlineData("{}")]
    public void Any_other_rule_leaves_the_variant_to_the_default(string rule)
    {
        var document = FlagEdits.SetTargeting(Sample.Bytes, "ruled", JsonElement.Parse(rule));

        var flag = JsonElement.Parse(FlagEdits.SetVariant(document, "ruled", "on")).GetProperty("flags").GetProperty("ruled");

        Assert.Equal(("on", rule), (flag.GetProperty("defaultVariant").GetString(), flag.GetProperty("targeting").GetRawText()));
    }

    [Fact]
    public void A_flag_without_a_default_gets_one_behind_what_it_has() => Same(
        Sample.With("{ \"ä/✓\": \"x\" } }", "{ \"ä/✓\": \"x\" }, \"defaultVariant\": \"ä/✓\" }"),
        FlagEdits.SetVariant(Sample.Bytes, "bare", "ä/✓"));

    [Fact]
    public void A_state_is_written_in_its_place() => Same(
        Sample.With("\"plain\":   { \"state\": \"ENABLED\"", "\"plain\":   { \"state\": \"DISABLED\""),
        FlagEdits.SetState(Sample.Bytes, "plain", FlagState.Disabled));

    [Fact]
    public void A_new_member_stands_on_a_line_of_its_own_where_the_others_do()
    {
        var without = FlagEdits.SetTargeting(Sample.Bytes, "ruled", null);

        Same(
            Sample.With("""
                      "targeting": { "if": [ {"==": [{"var": "service"}, "cart"]}, "off", "off" ] },
                      "state": "ENABLED",
                      "variants": { "off": false, "on": true },
                      "defaultVariant": "off"
                """, """
                      "state": "ENABLED",
                      "variants": { "off": false, "on": true },
                      "defaultVariant": "off",
                      "targeting": {"var": "x"}
                """),
            FlagEdits.SetTargeting(without, "ruled", JsonElement.Parse("""{"var": "x"}""")));
    }

    [Fact]
    public void A_flag_is_added_behind_the_others_and_taken_away_again()
    {
        var added = FlagEdits.SetFlag(Sample.Bytes, "new \"one\"", JsonElement.Parse("""{"state": "ENABLED", "variants": {"a": 1}}"""));

        Assert.Equal(["plain", "ruled", "bare", "new \"one\""], FlagSet.Parse(added).Flags.Keys);
        Same(Sample.Bytes, Sample.Without(added, "new \"one\""));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("ruled")]
    [InlineData("bare")]
    public void Whichever_flag_goes_the_document_stays_valid(string key) =>
        Assert.Equal(FlagSet.Parse(Sample.Bytes).Flags.Keys.Where(other => other != key), FlagSet.Parse(Sample.Without(Sample.Bytes, key)).Flags.Keys);

    [Fact]
    public void The_last_flag_can_go_and_another_can_come()
    {
        var none = Sample.Without("""{"flags": {"a": {"state": "ENABLED", "variants": {"x": 1}}}}"""u8.ToArray(), "a");

        Same("""{"flags": {}}"""u8, none);
        Assert.Single(FlagSet.Parse(FlagEdits.SetFlag(none, "b", JsonElement.Parse("""{"state": "ENABLED", "variants": {"x": 1}}"""))).Flags);
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle() =>
        Same([.. Encoding.UTF8.Preamble, .. FlagEdits.SetVariant(Sample.Bytes, "plain", "all")], FlagEdits.SetVariant((byte[])[.. Encoding.UTF8.Preamble, .. Sample.Bytes], "plain", "all"));

    [Fact]
    public void Of_a_name_that_stands_twice_the_one_that_counts_is_changed()
    {
        var document = """{"flags": {"a": {"state": "ENABLED", "variants": {"x": 1, "y": 2}, "defaultVariant": "x", "defaultVariant": "x"}}}"""u8.ToArray();

        Assert.Equal("y", FlagSet.Parse(FlagEdits.SetVariant(document, "a", "y")).Flags["a"].DefaultVariant);
    }

    [Theory]
    [InlineData("nowhere", "off", "$.flags: There is no flag 'nowhere'.")]
    [InlineData("ruled", "half", "$.flags['ruled'].variants: There is no variant 'half'; there are off, on.")]
    public void What_does_not_exist_cannot_be_switched(string key, string variant, string message) =>
        Assert.Equal(message, Assert.Throws<FlagEditException>(() => FlagEdits.SetVariant(Sample.Bytes, key, variant)).Message);

    [Theory]
    [InlineData("plain", "half")]
    [InlineData("ruled", "on")]
    [InlineData("bare", "ä/✓")]
    public void The_selected_variant_is_the_one_that_was_set(string key, string variant) =>
        Assert.Equal(variant, FlagEdits.SelectedVariant(FlagSet.Parse(FlagEdits.SetVariant(Sample.Bytes, key, variant)).Flags[key]));

    private static void Same(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual) => Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(actual));
}
