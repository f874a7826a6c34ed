using System.Text;

namespace OtelShop.FlagdCore.Tests;

/// <summary>Documents and contexts made to crash or to stall an evaluation.</summary>
public sealed class HostileDocumentTests
{
    [Fact]
    public void Rules_that_refer_to_each_other_in_a_circle_are_malformed()
    {
        var flags = WithRules("""{"$ref":"a"}""", "\"a\":{\"!\":[{\"$ref\":\"b\"}]},\"b\":{\"$ref\":\"a\"}");

        Assert.Contains(flags.Warnings, warning => warning.Message == "The rules refer to each other in a circle: a → b → a.");
        Assert.Equal(FlagErrorCode.ParseError, Resolve(flags).ErrorCode);
    }

    [Fact]
    public void Rules_that_double_each_other_are_not_unfolded_without_end()
    {
        var rules = string.Join(',', Enumerable.Range(0, 30).Select(i => $$"""
            "r{{i}}":{"+":[{"$ref":"r{{i + 1}}"},{"$ref":"r{{i + 1}}"}]}
            """).Append("\"r30\":{\"var\":\"a\"}"));

        Assert.Equal(FlagErrorCode.ParseError, Resolve(WithRules("""{"$ref":"r0"}""", rules)).ErrorCode);
    }

    [Fact]
    public void A_long_chain_of_rules_does_not_fill_the_stack()
    {
        var rules = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $$"""
            "r{{i}}":{"!":[{"$ref":"r{{i + 1}}"}]}
            """).Append("\"r20000\":{\"var\":\"a\"}"));

        Assert.Equal(FlagErrorCode.ParseError, Resolve(WithRules("""{"$ref":"r0"}""", rules)).ErrorCode);
    }

    [Fact]
    public void A_document_nested_too_deeply_is_refused()
    {
        var document = string.Concat(Enumerable.Repeat("{\"!\":[", 100_000));

        Assert.Throws<FlagSetException>(() => FlagSet.Parse(Encoding.UTF8.GetBytes(document)));
    }

    [Fact]
    public void A_rule_over_lists_in_lists_ends_with_an_error()
    {
        const string Rule = """
            {"map":[{"var":"list"},{"map":[[1,2,3,4,5,6,7,8],{"map":[[1,2,3,4,5,6,7,8],{"map":[[1,2,3,4,5,6,7,8],{"map":[[1,2,3,4,5,6,7,8],{"var":""}]}]}]}]}]}
            """;
        var list = string.Join(',', Enumerable.Repeat("1", 10_000));

        Assert.Equal(FlagErrorCode.General, Resolve(WithRules(Rule), $$"""{"list":[{{list}}]}""").ErrorCode);
    }

    [Fact]
    public void Rules_that_double_each_other_for_each_item_end_with_an_error()
    {
        var rules = string.Join(',', Enumerable.Range(0, 14).Select(i => $$"""
            "r{{i}}":{"+":[{"$ref":"r{{i + 1}}"},{"$ref":"r{{i + 1}}"}]}
            """).Append("\"r14\":{\"var\":\"\"}"));
        var list = string.Join(',', Enumerable.Repeat("1", 100_000));

        Assert.Equal(FlagErrorCode.General, Resolve(WithRules("""{"map":[{"var":"list"},{"$ref":"r0"}]}""", rules), $$"""{"list":[{{list}}]}""").ErrorCode);
    }

    [Fact]
    public void A_text_that_doubles_in_each_step_ends_with_an_error()
    {
        const string Rule = """{"reduce":[{"var":"list"},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]}""";
        var list = string.Join(',', Enumerable.Repeat("1", 100));

        Assert.Equal(FlagErrorCode.General, Resolve(WithRules(Rule), $$"""{"list":[{{list}}]}""").ErrorCode);
    }

    [Fact]
    public void Constant_rules_that_take_long_do_not_make_reading_endless()
    {
        var list = string.Join(',', Enumerable.Repeat("1", 500));
        var rules = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"r{i}\":" + """{"map":[[""" + list + """],{"map":[[""" + list + """],{"+":[{"var":""},1]}]}]}"""));

        Assert.Equal(FlagReason.Default, Resolve(WithRules("""{"var":"a"}""", rules)).Reason);
    }

    [Fact]
    public void A_list_that_contains_itself_does_not_fill_the_stack()
    {
        var list = new List<object?>();
        list.Add(list);
        var context = new Dictionary<string, object?> { ["list"] = list };

        Assert.Equal(FlagErrorCode.General, WithRules("""{"cat":[{"var":"list"}]}""").Resolve("f", context, TimeProvider.System).ErrorCode);
    }

    private static FlagResolution Resolve(FlagSet flags, string context = "{}") => flags.Resolve("f", Contexts.Read(context), TimeProvider.System);

    private static FlagSet WithRules(string targeting, string rules = "") => FlagSet.Parse(Encoding.UTF8.GetBytes(
        """{"$evaluators":{""" + rules + """},"flags":{"f":{"state":"ENABLED","variants":{"on":true},"defaultVariant":"on","targeting":""" + targeting + "}}}"));
}
