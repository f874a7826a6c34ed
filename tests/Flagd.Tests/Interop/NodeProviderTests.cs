using System.Text.Json.Nodes;

namespace OtelShop.Flagd.Tests.Interop;

/// <summary>OpenFeature's own providers, and Connect's own client, from npm against the daemon.</summary>
public abstract class NodeProviderTests(NodeProvider provider)
{
    [Theory]
    [InlineData("boolean", "boolean", "false", "true", "yes", "STATIC")]
    [InlineData("string", "string", "\"\"", "\"Sirius\"", "star", "STATIC")]
    [InlineData("number", "number", "0", "0.5", "half", "STATIC")]
    [InlineData("object", "object", "{}", """{"name":"Io","craters":[1,2]}""", "moon", "STATIC")]
    [InlineData("boolean", "targeted", "true", "false", "no", "DEFAULT")]
    public async Task A_flag_has_its_value(string type, string flag, string fallback, string value, string variant, string reason)
    {
        var answer = await provider.Client.EvaluateAsync(type, flag, JsonNode.Parse(fallback)!);

        Assert.Equal((value, variant, reason), (answer["value"]!.ToJsonString(), (string?)answer["variant"], (string?)answer["reason"]));
    }

    [Fact]
    public async Task The_context_decides_where_a_rule_asks_for_it()
    {
        var answer = await provider.Client.EvaluateAsync("boolean", "targeted", false, new JsonObject { ["email"] = "ada@example.com" });

        Assert.Equal((true, "TARGETING_MATCH"), ((bool)answer["value"]!, (string?)answer["reason"]));
    }

    [Fact]
    public async Task Shares_are_dealt_by_the_targeting_key()
    {
        var answer = await provider.Client.EvaluateAsync("string", "split", "", new JsonObject { ["targetingKey"] = "ada" });

        Assert.Equal("b", (string?)answer["value"]);
    }

    [Fact]
    public async Task An_unknown_flag_gives_the_default()
    {
        var answer = await provider.Client.EvaluateAsync("boolean", "nope", true);

        Assert.Equal((true, "FLAG_NOT_FOUND"), ((bool)answer["value"]!, (string?)answer["errorCode"]));
    }

    [Fact]
    public async Task A_wrong_type_gives_the_default()
    {
        // Asked for nowhere else: the gRPC provider returns what it has cached, of whatever type.
        var answer = await provider.Client.EvaluateAsync("boolean", "text", true);

        Assert.Equal((true, "TYPE_MISMATCH"), ((bool)answer["value"]!, (string?)answer["errorCode"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_disabled_flag_gives_the_default(bool fallback)
    {
        var answer = await provider.Client.EvaluateAsync("boolean", "disabled", fallback);

        Assert.Equal(fallback, (bool)answer["value"]!);
    }

    [Fact]
    public async Task A_broken_rule_gives_the_default_and_says_so()
    {
        var answer = await provider.Client.EvaluateAsync("boolean", "broken", false);

        Assert.Equal((false, provider.BrokenRule), ((bool)answer["value"]!, (string?)answer["errorCode"]));
    }

    [Fact]
    public async Task A_change_is_seen()
    {
        var before = await provider.Client.EvaluateAsync("boolean", "switch", false);
        await provider.SwitchOffAsync();
        var after = await provider.Client.EvaluateAsync("boolean", "switch", true);

        Assert.Equal((true, false), ((bool)before["value"]!, (bool)after["value"]!));
    }
}
