using System.Text.Json.Nodes;

namespace OtelShop.FlagdCore.Tests.Differential;

/// <summary>An evaluation that both implementations are asked for.</summary>
public sealed record Question(string Document, string Key, FlagType Type, JsonObject Context)
{
    private const string Flag = """
        "state":"ENABLED","defaultVariant":"off",
        "variants":{"on":"yes","off":"no","red":"#f00","green":"#0f0","blue":"#00f","true":"t","1":"one"}
        """;

    /// <summary>A rule on a flag with some text variants; any other result is told by the error.</summary>
    public static Question OfRule(string rule, string context) =>
        new("""{"flags":{"flag":{""" + Flag + ""","targeting":""" + rule + "}}}", "flag", FlagType.String, JsonNode.Parse(context)!.AsObject());
}
