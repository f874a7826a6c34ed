namespace OtelShop.FlagdCore.Tests.Differential;

public sealed class RandomRuleTests(FlagdCorePeer peer) : IClassFixture<FlagdCorePeer>
{
    private const int RulesPerSeed = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Random_rules_give_what_flagd_core_gives(int seed)
    {
        var rules = new RandomRules(new Random(seed));
        var differences = new List<string>();
        for (var i = 0; i < RulesPerSeed; i++)
        {
            var (rule, context) = (rules.Rule().ToJsonString(), rules.Context().ToJsonString());
            var question = Question.OfRule(rule, context);
            var (ours, theirs) = (Outcome.Ours(question), peer.Evaluate(question));
            if (!theirs.Contains(ours))
                differences.Add($"{rule}\non {context}\nours   {ours}\ntheirs {string.Join(" or ", theirs)}\n");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {RulesPerSeed} differ:\n{string.Join('\n', differences)}");
    }
}
