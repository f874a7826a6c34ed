using System.Text.Json.Nodes;

namespace OtelShop.FlagdCore.Tests.Differential;

/// <summary>Random targeting rules and contexts. Rules are well formed, and their operands mostly of kinds that their operators take.</summary>
public sealed class RandomRules(Random random)
{
    private static readonly string[] Texts =
        ["", "a", "red", "green", "on", "off", "10", "1.5", "-3", " 7 ", "abc", "admin@example.com", "1.2.3", "v2.0.0-rc.1", "0x1f", "1e3"];
    private static readonly double[] Numbers = [0, 1, -1, 2, 3, 10, 0.1, 0.5, -2.5, 1e21, 1e-7, 123456789, 50];
    // flagd-core's compiler and its interpreter do not agree on the default of an entry that is there and null.
    private static readonly string[] NeverNull = ["email", "name", "version", "flag", "missing", "user.tags.9", "$flagd.timestamp"];

    private static readonly string[] Names = ["name", "email", "age", "version", "list", "user.name", "user.tags.0", "list.1", "flag", "nothing", "missing", "targetingKey", "$flagd.flagKey", "$flagd.timestamp"];

    public JsonObject Context() => new()
    {
        ["targetingKey"] = Pick(Texts),
        ["name"] = Pick(Texts),
        ["email"] = Pick(["jane@example.com", "joe@shop.test", ""]),
        ["age"] = Scalar(),
        ["version"] = Pick(["1.2.3", "v2.0.0", "1.2", "1", "2.0.0-rc.1", "nope"]),
        ["list"] = new JsonArray([.. Many(Scalar)]),
        ["user"] = new JsonObject { ["name"] = Scalar(), ["tags"] = new JsonArray([.. Many(Scalar)]) },
        ["flag"] = random.Next(2) == 0,
        ["nothing"] = null,
    };

    public JsonNode Rule() => random.Next(3) == 0 ? Condition(3) : Operation("if", Condition(3), Result(2), Condition(2), Result(2), Result(1));

    private JsonNode? Result(int depth) => random.Next(8) switch
    {
        0 => Number(depth),
        1 => Condition(depth),
        2 => TextRule(depth),
        3 => Operation("fractional", [.. Many(() => (JsonNode?)new JsonArray(Pick(["red", "green", "blue"]), random.Next(1, 60)))]),
        4 => Operation("fractional", [new JsonObject { ["var"] = Pick(["email", "name", "flag"]) }, .. Many(() => (JsonNode?)new JsonArray(Pick(["red", "green", "blue"]), random.Next(-1, 60)))]),
        5 => Value(depth),
        _ => Pick(["red", "green", "blue", "on"]),
    };

    private JsonObject Condition(int depth) => random.Next(depth > 0 ? 13 : 5) switch
    {
        0 => Operation(Pick(["==", "===", "!=", "!=="]), Value(depth), Value(depth)),
        1 => Operation(Pick(["<", "<=", ">", ">="]), Number(depth), Number(depth)),
        2 => Operation(Pick(["starts_with", "ends_with"]), TextRule(depth), Pick(Texts)),
        3 => Operation("in", Value(depth), random.Next(2) == 0 ? List(depth) : TextRule(depth)),
        4 => Operation("sem_ver", new JsonObject { ["var"] = "version" }, Pick(["=", "!=", "<", "<=", ">", ">=", "^", "~", "?"]), Pick(["1.2.0", "2", "v1.2.3", "2.0.0-rc.2", "2.0.0", "x"])),
        5 => Operation(Pick(["<", "<="]), Number(depth - 1), Number(depth - 1), Number(depth - 1)),
        6 or 7 => Operation(Pick(["and", "or"]), [.. Many(() => (JsonNode?)Condition(depth - 1))]),
        8 => Operation(Pick(["!", "!!"]), Value(depth - 1)),
        9 or 10 => Operation(Pick(["all", "some", "none"]), List(depth - 1), Inner()),
        11 => Operation("!!", [Operation("missing", Pick(Names), Pick(Names))]),
        _ => Operation("!!", [Operation("missing_some", random.Next(3), new JsonArray(Pick(Names), Pick(Names)))]),
    };

    private JsonNode? Value(int depth) => random.Next(depth > 0 ? 7 : 4) switch
    {
        0 or 1 => Scalar(),
        2 or 3 => Variable(),
        4 => Number(depth - 1),
        5 => TextRule(depth - 1),
        _ => Condition(depth - 1),
    };

    private JsonNode? Number(int depth) => random.Next(depth > 0 ? 9 : 3) switch
    {
        0 or 1 => Pick(Numbers),
        2 => new JsonObject { ["var"] = new JsonArray(Pick(NeverNull), Pick(Numbers)) },
        3 => Operation(Pick(["+", "*", "-"]), Number(depth - 1), Number(depth - 1)),
        4 => Operation(Pick(["/", "%"]), Number(depth - 1), Number(depth - 1)),
        5 => Operation(Pick(["min", "max"]), Number(depth - 1), Number(depth - 1), Pick(Numbers)),
        6 => Operation(Pick(["+", "-"]), Value(depth - 1)),
        7 => Operation("reduce", List(depth - 1), Operation("+", new JsonObject { ["var"] = "current" }, new JsonObject { ["var"] = "accumulator" }), 0),
        _ => Operation(Pick(["+", "*"]), [.. Many(() => Number(depth - 1))]),
    };

    private JsonNode? TextRule(int depth) => random.Next(depth > 0 ? 6 : 2) switch
    {
        0 => Pick(Texts),
        1 => new JsonObject { ["var"] = Pick(["name", "email", "user.name", "$flagd.flagKey"]) },
        2 => Operation("cat", Value(depth - 1), Value(depth - 1)),
        3 => Operation("substr", TextRule(depth - 1), random.Next(-4, 5)),
        4 => Operation("substr", TextRule(depth - 1), random.Next(-4, 5), random.Next(-4, 5)),
        _ => Operation("cat", Pick(Texts), Number(depth - 1)),
    };

    private JsonNode? List(int depth) => random.Next(depth > 0 ? 6 : 2) switch
    {
        0 => new JsonArray([.. Many(Scalar)]),
        1 => new JsonObject { ["var"] = Pick(["list", "user.tags"]) },
        2 => Operation("merge", List(depth - 1), List(depth - 1)),
        3 => Operation("map", List(depth - 1), Operation("cat", new JsonObject { ["var"] = "" }, "x")),
        4 => Operation("filter", List(depth - 1), Inner()),
        _ => new JsonArray([.. Many(() => Value(depth - 1))]),
    };

    private JsonObject Inner() => Operation(Pick(["===", "!==", "==", "<"]), new JsonObject { ["var"] = "" }, Scalar());

    private JsonObject Variable() => new() { ["var"] = random.Next(3) == 0 ? new JsonArray(Pick(NeverNull), Scalar()) : JsonValue.Create(Pick(Names)) };

    private JsonNode? Scalar() => random.Next(7) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 or 3 => Pick(Numbers),
        _ => Pick(Texts),
    };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    private List<JsonNode?> Many(Func<JsonNode?> make) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => make())];

    private static JsonObject Operation(string name, params JsonNode?[] operands) => new() { [name] = new JsonArray(operands) };
}
