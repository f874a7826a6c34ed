using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>OTLP's attributes as texts.</summary>
internal static class SeenAttributes
{
    // A log record of the framework can have one both of its message and of its scope.
    public static IReadOnlyDictionary<string, string> Of(JsonNode? attributes) =>
        (attributes?.AsArray() ?? []).DistinctBy(one => (string)one!["key"]!)
            .ToDictionary(one => (string)one!["key"]!, one => one!["value"]?.AsObject().FirstOrDefault().Value?.ToString() ?? "");
}
