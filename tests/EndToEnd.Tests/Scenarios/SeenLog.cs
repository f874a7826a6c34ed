using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>A log record as the dashboard's API tells it.</summary>
internal sealed class SeenLog(string service, JsonNode log)
{
    public string Service { get; } = service;

    public string? EventName { get; } = (string?)log["eventName"];

    public string? Severity { get; } = (string?)log["severityText"];

    public IReadOnlyDictionary<string, string> Attributes { get; } = SeenAttributes.Of(log["attributes"]);
}
