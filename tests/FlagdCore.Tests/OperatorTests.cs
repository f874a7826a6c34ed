using OtelShop.FlagdCore.Tests.Differential;

namespace OtelShop.FlagdCore.Tests;

public sealed class OperatorTests
{
    [Theory]
    [MemberData(nameof(Corpus.Cases), MemberType = typeof(Corpus))]
    public void A_rule_comes_to_its_result(string @operator, string rule, string context, string result)
    {
        var outcome = Outcome.Ours(Question.OfRule(rule, context));

        Assert.Equal((@operator, result), (@operator, outcome.Summary));
    }
}
