using System.Text.Json.Nodes;

namespace OtelShop.FlagdCore.Tests;

/// <summary>Any operator with anything for operands.</summary>
public sealed class WildRules(Random random)
{
    private static readonly string[] Operators =
    [
        "var", "missing", "missing_some", "if", "?:", "==", "===", "!=", "!==", "!", "!!", "and", "or", "<", "<=", ">", ">=", "+", "-", "*", "/", "%",
        "min", "max", "cat", "substr", "in", "merge", "map", "filter", "reduce", "all", "some", "none", "log", "fractional", "sem_ver", "starts_with",
        "ends_with", "$ref", "nope",
    ];

    private static readonly string[] Texts =
        ["", "a", "on", "b.c", "..", ".", "\\", "0", "-1", "1e400", "NaN", "Infinity", "$flagd", "$flagd.flagKey", "targetingKey", "1.2.3", "<", "ü\uD83D\uDE00", "rule"];

    private static readonly double[] Numbers = [0, 1, -1, 0.5, 1e308, -1e308, 4294967296, 2147483648, -2147483649, 9007199254740993];

    public JsonObject Rule(int depth) => random.Next(30) == 0 ? [] : new() { [Pick(Operators)] = Value(depth) };

    public JsonNode? Value(int depth) => random.Next(depth > 0 ? 9 : 5) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => Pick(Numbers),
        3 or 4 => Pick(Texts),
        5 or 6 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1))]),
        _ => Rule(depth - 1),
    };

    public JsonObject Context() => new() { ["a"] = Value(2), ["b"] = Value(3), ["targetingKey"] = Value(0), ["$flagd"] = Value(1) };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
