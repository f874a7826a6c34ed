using System.Text.Json.Nodes;

namespace OtelShop.FlagdCore.Tests.Differential;

/// <summary>Whole documents: states, types, default variants, metadata, shared rules.</summary>
public sealed class DocumentTests(FlagdCorePeer peer) : IClassFixture<FlagdCorePeer>
{
    private const string Document = """
        {
          "$schema": "https://flagd.dev/schema/v0/flags.json",
          "$evaluators": {
            "isVip": {"in": [{"var": "email"}, ["jane@shop.test", "joe@shop.test"]]},
            "isStaff": {"ends_with": [{"var": "email"}, "@staff.test"]}
          },
          "flags": {
            "boolean": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off"},
            "number": {"state": "ENABLED", "variants": {"half": 0.5, "one": 1}, "defaultVariant": "half"},
            "object": {"state": "ENABLED", "variants": {"a": {"b": [1, {"c": null}]}}, "defaultVariant": "a"},
            "disabled": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on", "targeting": {"nope": 1}},
            "withoutDefault": {"state": "ENABLED", "variants": {"on": true}},
            "nullDefault": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": null},
            "emptyDefault": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": ""},
            "emptyTargeting": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on", "targeting": {}},
            "targetedWithoutDefault": {"state": "ENABLED", "variants": {"on": true}, "targeting": {"if": [{"$ref": "isVip"}, "on"]}},
            "shared": {
              "state": "ENABLED", "variants": {"vip": "v", "staff": "s", "none": "n"}, "defaultVariant": "none",
              "targeting": {"if": [{"$ref": "isVip"}, "vip", {"$ref": "isStaff"}, "staff"]}
            },
            "unknownReference": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on", "targeting": {"$ref": "nobody"}}
          }
        }
        """;

    [Theory]
    [InlineData("boolean", FlagType.Boolean)]
    [InlineData("boolean", FlagType.String)]
    [InlineData("number", FlagType.Number)]
    [InlineData("number", FlagType.Boolean)]
    [InlineData("object", FlagType.Object)]
    [InlineData("object", FlagType.Number)]
    [InlineData("disabled", FlagType.Boolean)]
    [InlineData("withoutDefault", FlagType.Boolean)]
    [InlineData("nullDefault", FlagType.Boolean)]
    [InlineData("emptyDefault", FlagType.Boolean)]
    [InlineData("emptyTargeting", FlagType.Boolean)]
    [InlineData("targetedWithoutDefault", FlagType.Boolean)]
    [InlineData("targetedWithoutDefault", FlagType.Boolean, "joe@shop.test")]
    [InlineData("targetedWithoutDefault", FlagType.Number, "joe@shop.test")]
    [InlineData("shared", FlagType.String, "jane@shop.test")]
    [InlineData("shared", FlagType.String, "anna@staff.test")]
    [InlineData("shared", FlagType.String, "anna@shop.test")]
    [InlineData("unknownReference", FlagType.Boolean)]
    [InlineData("thereIsNoSuchFlag", FlagType.Boolean)]
    public void A_flag_gives_what_flagd_core_gives(string key, FlagType type, string? email = null)
    {
        var question = new Question(Document, key, type, new JsonObject { ["email"] = email });

        Assert.Equal([Outcome.Ours(question)], peer.Evaluate(question));
    }

    [Theory]
    [InlineData("""{"flags":{"a":{"state":"ON","variants":{"x":1},"defaultVariant":"x"}}}""")]
    [InlineData("""{"flags":{"a":{"state":"ENABLED","variants":{"x":1},"defaultVariant":"y"}}}""")]
    [InlineData("""{"flags":{"a":{"state":"ENABLED"}}}""")]
    [InlineData("""{"flags":""")]
    [InlineData("[}")]
    public void A_document_that_flagd_core_refuses_is_refused(string document)
    {
        var question = new Question(document, "a", FlagType.Number, []);

        Assert.Equal([Outcome.Ours(question)], peer.Evaluate(question));
    }
}
