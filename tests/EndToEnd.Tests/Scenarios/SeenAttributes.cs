using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>OTLP's attributes as texts.</summary>
internal static class SeenAttributes
{
    public static IReadOnlyDictionary<string, string> Of(JsonNode? attributes) =>
        (attributes?.AsArray() ?? []).ToDictionary(one => (string)one!["key"]!, one => one!["value"]?.AsObject().FirstOrDefault().Value?.ToString() ?? "");
}
