using System.Text;
using OtelShop.Flagd.Ui.Overview;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Ui;

public sealed class ShippedStateTests
{
    private static readonly FlagSet Shipped = Set("""
        "plain": { "state": "ENABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "off" },
        "ruled": { "state": "ENABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "off", "targeting": { "if": [{ "==": [{ "var": "service" }, "cart"] }, "off", "off"] } }
        """);

    [Fact]
    public void A_switched_flag_is_switched_back()
    {
        var flag = Restore("""  "plain": { "state": "ENABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "on" }""").Flags["plain"];

        Assert.Equal("off", flag.DefaultVariant);
    }

    [Fact]
    public void Whom_a_rule_is_for_stays_as_it_was_edited()
    {
        var flag = Restore("""
            "ruled": { "state": "ENABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "off", "targeting": { "if": [{ "==": [{ "var": "service" }, "ad"] }, "on", "off"] } }
            """).Flags["ruled"];

        Assert.Equal("""{ "if": [{ "==": [{ "var": "service" }, "ad"] }, "off", "off"] }""", flag.Targeting?.GetRawText());
    }

    [Theory]
    [InlineData("plain", """{ "fractional": [["on", 50], ["off", 50]] }""")]
    [InlineData("ruled", """{ "if": [{ "==": [{ "var": "service" }, "cart"] }, "off", "on"] }""")]
    public void A_rule_that_could_still_break_something_is_taken_back(string key, string rule)
    {
        var flag = Restore($$"""  "{{key}}": { "state": "ENABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "off", "targeting": {{rule}} }""").Flags[key];

        Assert.Equal(Shipped.Flags[key].Targeting?.GetRawText(), flag.Targeting?.GetRawText());
    }

    [Fact]
    public void A_disabled_flag_is_enabled_again() =>
        Assert.Equal(FlagState.Enabled, Restore("""  "plain": { "state": "DISABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "on" }""").Flags["plain"].State);

    [Fact]
    public void Flags_of_ones_own_stay_and_those_that_were_removed_stay_away()
    {
        var flags = Restore("""  "own": { "state": "ENABLED", "variants": { "off": 0, "on": 1 }, "defaultVariant": "on" }""").Flags;

        Assert.Equal("on", Assert.Single(flags).Value.DefaultVariant);
    }

    private static FlagSet Restore(string flags) => FlagSet.Parse(ShippedState.Restore(Set(flags).Utf8Json, Shipped).Span);

    private static FlagSet Set(string flags) => FlagSet.Parse(Encoding.UTF8.GetBytes($$"""{ "flags": { {{flags}} } }"""));
}
