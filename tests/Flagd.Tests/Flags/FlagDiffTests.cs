using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Tests.Flags;

public sealed class FlagDiffTests
{
    [Theory]
    [InlineData("1e0 }, \"defaultVariant\": \"off\"", "1e0 }, \"defaultVariant\": \"all\"", "plain: off → all")]
    [InlineData("\"cart\"]}, \"off\", \"off\"", "\"cart\"]}, \"on\", \"off\"", "ruled: off → on")]
    [InlineData("\"plain\":   { \"state\": \"ENABLED\"", "\"plain\":   { \"state\": \"DISABLED\"", "plain: state ENABLED → DISABLED")]
    [InlineData("\"off\": 0, \"half\"", "\"off\": 0, \"third\": 0.33, \"half\"", "plain: variants {\"off\":0,\"half\":0.50,\"all\":1e0} → {\"off\":0,\"third\":0.33,\"half\":0.50,\"all\":1e0}")]
    [InlineData("\"cart\"]}", "\"ad\"]}", "ruled: targeting {\"if\":[{\"==\":[{\"var\":\"service\"},\"cart\"]},\"off\",\"off\"]} → {\"if\":[{\"==\":[{\"var\":\"service\"},\"ad\"]},\"off\",\"off\"]}")]
    [InlineData("\"bare\": { ", "\"bare\": { \"metadata\": {\"a\": 1}, ", "bare: metadata none → {\"a\":1}")]
    public void A_change_is_described_in_words(string old, string text, string description)
    {
        var changes = FlagDiff.Between(FlagSet.Parse(Sample.Bytes), FlagSet.Parse(Sample.With(old, text)));

        Assert.Equal(description, Assert.Single(changes).ToString());
    }

    [Fact]
    public void Flags_come_and_go()
    {
        var changes = FlagDiff.Between(FlagSet.Parse(Sample.Bytes), FlagSet.Parse(Sample.With("\"bare\"", "\"other\"")));

        Assert.Equal(["bare removed", "other added"], changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Other_spaces_are_no_change_of_a_flag() => Assert.Empty(FlagDiff.Between(FlagSet.Parse(Sample.Bytes), FlagSet.Parse(Sample.With(":   {", ": {"))));

    [Fact]
    public void A_long_rule_is_told_by_its_beginning()
    {
        var now = FlagSet.Parse(Sample.With("\"cart\"]}", $"\"{new string('x', 500)}\"]}}"));

        Assert.Equal(201, Assert.Single(FlagDiff.Between(FlagSet.Parse(Sample.Bytes), now)).To!.Length);
    }
}
