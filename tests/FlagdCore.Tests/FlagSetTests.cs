using System.Text;

namespace OtelShop.FlagdCore.Tests;

public sealed class FlagSetTests
{
    private const string Shared = """
        {
          "$evaluators": {"inner": {"==": [{"var": "a"}, 1]}, "outer": {"!": [{"$ref": "inner"}]}},
          "metadata": {"team": "shop", "level": 1},
          "flags": {
            "direct": {"state": "ENABLED", "variants": {"true": 1, "false": 2}, "targeting": {"$ref": "inner"}, "metadata": {"level": 2}},
            "nested": {"state": "ENABLED", "variants": {"true": 1, "false": 2}, "targeting": {"$ref": "outer"}},
            "plain": {"state": "ENABLED", "variants": {"x": 1}, "defaultVariant": "x"}
          }
        }
        """;

    [Theory]
    [InlineData("direct", "true")]
    [InlineData("nested", "false")]
    public void A_shared_rule_is_used_by_its_name_also_within_shared_rules(string key, string variant)
    {
        var resolution = Parse(Shared).Resolve(key, Contexts.Read("""{"a":1}"""), TimeProvider.System);

        Assert.Equal(variant, resolution.Variant);
    }

    [Fact]
    public void A_flag_inherits_the_metadata_of_its_set_and_overrides_it()
    {
        var flags = Parse(Shared).Flags;

        Assert.Equal((2, "shop", 1), (flags["direct"].Metadata["level"].Number, flags["direct"].Metadata["team"].Text, flags["plain"].Metadata["level"].Number));
    }

    [Fact]
    public void An_unknown_flag_carries_the_metadata_of_the_set()
    {
        var resolution = Parse(Shared).Resolve("nobody", Contexts.Read("{}"), TimeProvider.System);

        Assert.Equal(("FLAG_NOT_FOUND", "shop"), (resolution.ErrorCodeName, resolution.Metadata["team"].Text));
    }

    [Theory]
    [InlineData("\"x\": 1}", "\"x\": 2}", "plain")]
    [InlineData("{\"var\": \"a\"}, 1", "{\"var\": \"a\"}, 2", "direct,nested")]
    [InlineData("{\"!\":", "{\"!!\":", "nested")]
    [InlineData("\"team\": \"shop\"", "\"team\": \"web\"", "direct,nested,plain")]
    [InlineData("\"level\": 1", "\"level\": 3", "nested,plain")]
    [InlineData("\"plain\"", "\"simple\"", "plain,simple")]
    [InlineData("\"state\": \"ENABLED\", \"variants\": {\"x\"", "\"variants\":{\"x\" ", "")]
    public void What_changed_is_what_an_evaluation_could_tell(string before, string after, string changed)
    {
        var edited = Shared.Replace(before, after, StringComparison.Ordinal).Replace("\"variants\":{\"x\" ", "\"state\":\"ENABLED\",\"variants\":{\"x\"", StringComparison.Ordinal);

        Assert.Equal(changed, string.Join(',', Parse(edited).KeysChangedSince(Parse(Shared))));
    }

    [Fact]
    public void Equal_documents_have_equal_versions_and_others_do_not()
    {
        var versions = new[] { Shared, Shared, Shared + " " }.Select(document => Parse(document).Version).ToList();

        Assert.Equal((true, false), (versions[0] == versions[1], versions[0] == versions[2]));
    }

    [Fact]
    public void The_document_is_kept_as_it_came()
    {
        Assert.Equal(Shared, Encoding.UTF8.GetString(Parse(Shared).Utf8Json.Span));
    }

    [Fact]
    public void Flags_may_be_an_array_with_keys()
    {
        const string Listed = """{"$evaluators": {"r": {"var": "a"}}, "flags": [{"key": "x/y", "state": "ENABLED", "variants": {"1": 1.50}, "targeting": {"$ref": "r"}}, {"state": "DISABLED", "variants": {"ä": "ö"}, "key": "z"}]}""";
        const string Named = """{"$evaluators":{"r": {"var": "a"}},"flags":{"x/y":{"state":"ENABLED","variants":{"1": 1.50},"targeting":{"$ref": "r"}},"z":{"state":"DISABLED","variants":{"ä": "ö"}}}}""";
        var flags = Parse(Listed);

        Assert.Equal((Named, Listed), (Encoding.UTF8.GetString(flags.Utf8Json.Span), Encoding.UTF8.GetString(flags.Source.Span)));
        Assert.Equal((Parse(Named).Version, "1", 0), (flags.Version, flags.Resolve("x/y", Contexts.Read("""{"a":"1"}"""), TimeProvider.System).Variant, flags.Warnings.Count));
    }

    [Fact]
    public void A_byte_order_mark_is_skipped()
    {
        Assert.Empty(FlagSet.Parse([.. Encoding.UTF8.Preamble, .. "{\"flags\":{}}"u8]).Flags);
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("-3.0", null)]
    [InlineData("0.5", FlagErrorCode.TypeMismatch)]
    [InlineData("1e30", FlagErrorCode.TypeMismatch)]
    [InlineData("true", FlagErrorCode.TypeMismatch)]
    public void A_whole_number_is_asked_for(string value, FlagErrorCode? error)
    {
        var flags = Parse("""{"flags":{"f":{"state":"ENABLED","defaultVariant":"a","variants":{"a":""" + value + "}}}}");

        Assert.Equal(error, flags.Resolve("f", Contexts.Read("{}"), TimeProvider.System).AsInteger().ErrorCode);
    }

    [Theory]
    [InlineData("null", "off")]
    [InlineData("""{"if":[{"==":[{"var":"a"},1]},"off","off"]}""", "off")]
    [InlineData("""{"if":[{"==":[{"var":"a"},1]},"on"]}""", "on off")]
    [InlineData("""{"if":[{"var":"a"},"on",{"var":"b"},"nobody",null]}""", "on nobody off")]
    [InlineData("""{"if":[{"var":"a"},{"if":[{"var":"b"},"on","off"]},"off"]}""", "on off")]
    [InlineData("""{"if":[{"var":"a"},{"var":"b"},"off"]}""", null)]
    [InlineData("""{"fractional":[["on",1],["off",1]]}""", null)]
    [InlineData("""{"nonsense":[]}""", "")]
    public void What_a_rule_can_come_to_is_known_before_it_is_evaluated(string rule, string? variants)
    {
        var flags = Parse("""{"flags":{"f":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":""" + rule + "}}}");

        Assert.Equal(variants, flags.Flags["f"].PossibleVariants is { } possible ? string.Join(' ', possible) : null);
    }

    private static FlagSet Parse(string document) => FlagSet.Parse(Encoding.UTF8.GetBytes(document));
}
