using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Alertmanager;

/// <summary>
/// What mutes what. A service that the shop cannot sell without mutes the symptoms of its callers, because their repair begins there. One that callers can do
/// without mutes nothing: a caller that fails with it has a fault of its own.
/// </summary>
internal static class InhibitRules
{
    public static IEnumerable<JsonNode> Of(MonitoredShop shop, string stage)
    {
        yield return Rule(["alertname=\"PlannedMaintenance\""], ["kind=~\"symptom|cause|capacity|telemetry\""], stage);
        // Without telemetry each service would tell the same.
        yield return Rule(["alertname=\"TelemetryAbsent\""], ["alertname=~\"(Optional)?ServiceTelemetryAbsent\""], stage);
        // One alert for a burn: the fastest.
        yield return Rule(["severity=\"page\"", "kind=\"symptom\""], ["severity=\"ticket\"", "kind=\"symptom\""], stage, "service", "operation", "sli");
        yield return Rule(["alertname=\"ErrorBudgetBurnFast\""], ["alertname=\"ErrorBudgetBurnHigh\""], stage, "service", "operation", "sli");
        foreach (var (cause, callers) in Causes(shop))
            yield return Rule([$"service=\"{cause}\"", "severity=\"page\"", "kind=~\"symptom|cause\""], [$"service=~\"{string.Join('|', callers)}\"", "kind=\"symptom\""], stage);
    }

    /// <summary>What callers cannot do without, and these callers.</summary>
    internal static IEnumerable<(string Cause, IReadOnlyList<string> Callers)> Causes(MonitoredShop shop) =>
        from cause in shop.Services.Where(service => service.IsCritical).Select(service => service.Name).Concat(shop.Dependencies.Select(dependency => dependency.Name))
        let callers = shop.Services.Where(service => service.Uses.Contains(cause)).Select(service => service.Name).Order(StringComparer.Ordinal).ToList()
        where callers.Count > 0
        select (cause, (IReadOnlyList<string>)callers);

    private static JsonObject Rule(string[] source, string[] target, params string[] equal) => new()
    {
        ["source_matchers"] = Texts(source),
        ["target_matchers"] = Texts(target),
        ["equal"] = Texts(equal),
    };

    private static JsonArray Texts(string[] texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text)!)]);
}
