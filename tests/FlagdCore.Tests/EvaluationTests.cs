using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OtelShop.FlagdCore.Targeting;

namespace OtelShop.FlagdCore.Tests;

public sealed class EvaluationTests
{
    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithReplay(20_261_121, 1);

    private static readonly string[] Reasons = [FlagReason.TargetingMatch, FlagReason.Default, FlagReason.Static, FlagReason.Error];

    [Fact]
    public void No_rule_on_no_context_throws() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var wild = new WildRules(new Random(seed));
        var flags = Parse(wild.Rule(5).ToJsonString(), """{"rule":{"or":[""" + wild.Rule(3).ToJsonString() + "]}}");
        return Reasons.Contains(flags.Resolve("f", Contexts.Read(wild.Context().ToJsonString()), TimeProvider.System).Reason);
    }).Check(Quiet.WithMaxTest(5_000));

    [Fact]
    public void A_number_reads_back_from_its_text_as_it_was() =>
        Prop.ForAll<double>(number => JsNumber.Parse(JsNumber.Format(number)).Equals(number == 0 ? 0 : number)).Check(Quiet);

    [Theory]
    [InlineData("""{"if":[{"==":[{"var":"product"},"x"]},"on","off"]}""")]
    [InlineData("""{"if":[{"in":[{"var":"product"},["x","y"]]},"on","off"]}""")]
    [InlineData("""{"if":[{"starts_with":[{"var":"product"},"y"]},"on",{"<":[1,{"var":"age"},5]},"off"]}""")]
    [InlineData("""{"if":[{"sem_ver":[{"var":"version"},"^","1.0.0"]},"on","off"]}""")]
    [InlineData("""{"if":[{"and":[{"var":"$flagd.flagKey"},{">":[{"+":[{"var":"age"},2]},4]}]},"on","off"]}""")]
    [InlineData("""{"fractional":[["on",50],["off",50]]}""")]
    [InlineData("null")]
    public void An_evaluation_allocates_nothing(string rule)
    {
        var flags = Parse(rule);
        var context = Contexts.Read("""{"targetingKey":"jane","product":"x","age":3,"version":"1.2.3"}""");
        flags.Resolve("f", context, TimeProvider.System);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
            Assert.NotNull(flags.Resolve("f", context, TimeProvider.System).Variant);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Numbers_of_any_type_may_stand_in_a_context()
    {
        object[] fives = [5, 5L, 5f, 5d, 5m, (byte)5, (short)5, 5u, 5ul];
        var flags = Parse("""{"if":[{"===":[{"var":"n"},5]},"on","off"]}""");

        Assert.All(fives, five => Assert.Equal("on", flags.Resolve("f", new Dictionary<string, object?> { ["n"] = five }, TimeProvider.System).Variant));
    }

    [Fact]
    public void A_disabled_flag_gives_no_value()
    {
        var flags = FlagSet.Parse("""{"flags":{"f":{"state":"DISABLED","variants":{"on":true},"defaultVariant":"on"}}}"""u8);

        var resolution = flags.Resolve("f", Contexts.Read("{}"), TimeProvider.System);

        Assert.Equal((null, FlagReason.Disabled, null), (resolution.Value, resolution.Reason, resolution.ErrorCode));
    }

    private static FlagSet Parse(string rule, string evaluators = "{}") => FlagSet.Parse(Encoding.UTF8.GetBytes(
        """{"$evaluators":""" + evaluators + ""","flags":{"f":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":"""
        + rule + "}}}"));
}
