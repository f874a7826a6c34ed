using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The users of the load generator and of the tests.</summary>
internal static class People
{
    private static readonly JsonArray Simulated = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "people.json")))!.AsArray();

    /// <summary>Orders of the load generator's users, without a cart.</summary>
    public static IEnumerable<JsonObject> Orders => Simulated.Select(person => person!.DeepClone().AsObject());

    public static IReadOnlyList<string> CardCodes => [.. Simulated.Select(person => $"{person!["creditCard"]!["creditCardCvv"]}").Append("672").Distinct()];

    public static IReadOnlyList<string> Streets =>
        [.. Simulated.Select(person => $"{person!["address"]!["streetAddress"]}"), "Observatory Road", "Amphitheatre Parkway"];
}
