using System.Text;

namespace OtelShop.FlagdCore.Tests;

public sealed class WarningTests
{
    [Theory]
    [InlineData("""{"nope":[1]}""", ".nope", "There is no operator 'nope'.")]
    [InlineData("""{"if":[true,{"nope":1}]}""", ".if[1].nope", "There is no operator 'nope'.")]
    [InlineData("""{"==":[1,2],"!=":[1]}""", "", "An operation has a single operator; this one has '==', '!='.")]
    [InlineData("""{"==":[1]}""", "['==']", "'==' needs a list of two operands or more.")]
    [InlineData("""{"and":true}""", ".and", "'and' needs a list.")]
    [InlineData("""{"if":"a"}""", ".if", "'if' needs a list of conditions and results.")]
    [InlineData("""{"map":[1]}""", ".map", "'map' needs a list and the rule for its items.")]
    [InlineData("""{"reduce":[1]}""", ".reduce", "'reduce' needs a list, the rule for its items, and may have a value to start with.")]
    [InlineData("""{"%":[1]}""", "['%']", "'%' needs 2 operands, not 1.")]
    [InlineData("""{"$ref":"nobody"}""", ".$ref", "There is no rule 'nobody' in $evaluators.")]
    [InlineData("""{"$ref":1}""", ".$ref", "'$ref' needs the name of a rule in $evaluators.")]
    [InlineData("""{"if":[{"var":"a"},{"+":["x",1]}]}""", ".if[1]", "This part fails on every context. A calculation needs numbers.")]
    public void A_malformed_rule_is_listed_and_makes_its_flag_alone_fail(string rule, string path, string message)
    {
        var flags = Parse(rule);

        Assert.Equal([new FlagProblem($"$.flags.f.targeting{path}", message)], flags.Warnings);
        Assert.Equal((FlagErrorCode.ParseError, FlagReason.Static), (Resolve(flags, "f").ErrorCode, Resolve(flags, "other").Reason));
    }

    [Theory]
    [InlineData("""{"starts_with":["a"]}""", ".starts_with", "'starts_with' needs 2 operands, not 1; it comes to null.")]
    [InlineData("""{"sem_ver":["1","="]}""", ".sem_ver", "'sem_ver' needs 3 operands, not 2; it comes to null.")]
    [InlineData("""{"fractional":[]}""", ".fractional", "'fractional' needs entries of variant and weight; it comes to null.")]
    [InlineData("""{"fractional":[["on",0.5]]}""", ".fractional", "The weight of a fractional entry must be a whole number. The rule comes to null.")]
    [InlineData("""{"fractional":["on","off"]}""", ".fractional", "Each entry of fractional must be a list of a variant and, unless it is 1, its weight. The rule comes to null.")]
    public void A_rule_that_comes_to_nothing_is_listed_but_evaluates(string rule, string path, string message)
    {
        var flags = Parse(rule);

        Assert.Equal([new FlagProblem($"$.flags.f.targeting{path}", message)], flags.Warnings);
        Assert.Equal(FlagReason.Default, Resolve(flags, "f").Reason);
    }

    [Fact]
    public void A_property_that_no_flag_has_is_listed()
    {
        var flags = FlagSet.Parse("""{"flags":{"f":{"state":"ENABLED","variants":{"on":true},"targetting":{}}}}"""u8);

        Assert.Equal([new FlagProblem("$.flags.f.targetting", "A flag has no property 'targetting'; it is ignored.")], flags.Warnings);
    }

    private static FlagSet Parse(string rule) => FlagSet.Parse(Encoding.UTF8.GetBytes($$$"""
        {"flags":{
          "f":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":{{{rule}}} },
          "other":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on"}
        }}
        """));

    private static FlagResolution Resolve(FlagSet flags, string key) => flags.Resolve(key, new Dictionary<string, object?>(), TimeProvider.System);
}
