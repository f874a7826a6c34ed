using System.Text.Json.Nodes;

namespace OtelShop.Terraform.Tests.Plans;

/// <summary>Reads fields that need not exist.</summary>
internal static class JsonExtensions
{
    /// <summary>The field at the path, or null where a step of it is missing or no object.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    public static IEnumerable<JsonNode> Items(this JsonNode? node, params ReadOnlySpan<string> path) => (node.At(path) as JsonArray)?.OfType<JsonNode>() ?? [];

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject ?? [];

    /// <summary>The value at the path as a string, numbers included; null where it is missing.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) => (node.At(path) as JsonValue)?.ToString();
}
