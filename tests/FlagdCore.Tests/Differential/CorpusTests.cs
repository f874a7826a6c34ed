namespace OtelShop.FlagdCore.Tests.Differential;

public sealed class CorpusTests(FlagdCorePeer peer) : IClassFixture<FlagdCorePeer>
{
    [Theory]
    [MemberData(nameof(Corpus.Cases), MemberType = typeof(Corpus))]
    public void A_rule_comes_to_its_result_and_flagd_core_agrees(string @operator, string rule, string context, string result)
    {
        var question = Question.OfRule(rule, context);
        var (ours, theirs) = (Outcome.Ours(question), peer.Evaluate(question));

        Assert.Equal((@operator, result), (@operator, ours.Summary));
        Assert.True(theirs.Contains(ours), $"{@operator}: ours {ours}, theirs {string.Join(" or ", theirs)}");
    }

    [Theory]
    [MemberData(nameof(Corpus.Differences), MemberType = typeof(Corpus))]
    public void A_difference_is_the_one_we_know(string difference, string rule, string context, string ours, string theirs)
    {
        var question = Question.OfRule(rule, context);

        Assert.Equal((difference, ours, theirs), (difference, Outcome.Ours(question).Summary, peer.Evaluate(question)[0].Summary));
    }
}
