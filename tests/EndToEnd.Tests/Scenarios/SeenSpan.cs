using System.Globalization;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>A span as the dashboard's API tells it.</summary>
internal sealed class SeenSpan(string service, JsonNode span)
{
    public string Service { get; } = service;

    public string Name { get; } = (string)span["name"]!;

    public string TraceId { get; } = (string)span["traceId"]!;

    public bool IsError { get; } = (int?)span["status"]?["code"] == 2;

    public DateTimeOffset Start { get; } = At(span["startTimeUnixNano"]);

    public TimeSpan Duration { get; } = At(span["endTimeUnixNano"]) - At(span["startTimeUnixNano"]);

    public IReadOnlyDictionary<string, string> Attributes { get; } = SeenAttributes.Of(span["attributes"]);

    /// <summary>The variant of a flag that was found while this span lasted. Null when it tells of none.</summary>
    public string? VariantOf(string flag) =>
        (span["events"]?.AsArray() ?? []).Where(one => (string?)one!["name"] == "feature_flag.evaluation").Select(one => SeenAttributes.Of(one!["attributes"]))
            .FirstOrDefault(attributes => attributes.GetValueOrDefault("feature_flag.key") == flag)?.GetValueOrDefault("feature_flag.result.variant");

    private static DateTimeOffset At(JsonNode? time) => DateTimeOffset.UnixEpoch.AddTicks(long.Parse((string)time!, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);
}
