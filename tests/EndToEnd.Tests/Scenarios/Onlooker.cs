using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Somebody who looks at the dashboard from one moment on and sees nothing of what was before.</summary>
internal sealed class Onlooker(HttpClient dashboard, DateTimeOffset since)
{
    private readonly string _from = (since - DateTimeOffset.UnixEpoch).Ticks.ToString(CultureInfo.InvariantCulture) + "00";

    /// <summary>Spans of a service that fulfil every condition (<c>field:operator:value</c>), the newest first.</summary>
    public async Task<IReadOnlyList<SeenSpan>> SpansAsync(string service, params string[] conditions) =>
        [.. from resource in await AskAsync("spans", service, conditions, "resourceSpans")
            from scope in resource!["scopeSpans"]!.AsArray()
            from span in scope!["spans"]!.AsArray()
            select new SeenSpan(service, span!)];

    public async Task<IReadOnlyList<SeenLog>> LogsAsync(string service, params string[] conditions) =>
        [.. from resource in await AskAsync("logs", service, conditions, "resourceLogs")
            from scope in resource!["scopeLogs"]!.AsArray()
            from log in scope!["logRecords"]!.AsArray()
            select new SeenLog(service, log!)];

    public async Task<bool> SeesSpanAsync(string service, params string[] conditions) => (await SpansAsync(service, conditions)).Count > 0;

    /// <summary>Waits for a span that fulfils every condition.</summary>
    public Task<SeenSpan> SpanAsync(string service, params string[] conditions) =>
        Eventually.GetAsync($"a span of {service} with {string.Join(" and ", conditions)}", async () => await SpansAsync(service, conditions) is [var newest, ..] ? newest : null);

    /// <summary>Waits for a log record that fulfils every condition.</summary>
    public Task<SeenLog> LogAsync(string service, params string[] conditions) =>
        Eventually.GetAsync($"a log of {service} with {string.Join(" and ", conditions)}", async () => await LogsAsync(service, conditions) is [var newest, ..] ? newest : null);

    /// <summary>Newest value of an instrument, of each group of series that have these attributes in common; empty while nothing has come.</summary>
    public async Task<IReadOnlyDictionary<string, double>> MetricAsync(string service, string instrument, params string[] by)
    {
        var query = string.Concat(by.Select(name => $"&by={Uri.EscapeDataString(name)}"));
        var answer = await GetAsync($"/api/telemetry/metrics?resource={service}&instrument={instrument}&window=1m{query}");
        return (answer?["data"]?["series"]?.AsArray() ?? []).Select(series => (Name: (string?)series!["name"] ?? "", Value: Newest(series)))
            .Where(series => series.Value is not null).ToDictionary(series => series.Name, series => series.Value!.Value);
    }

    private static double? Newest(JsonNode series) => series["points"]!.AsArray().Select(point => (double?)point!["value"]).LastOrDefault(value => value is not null);

    private async Task<JsonArray> AskAsync(string signal, string service, string[] conditions, string member)
    {
        var filters = string.Concat(conditions.Select(condition => $"&filter={Uri.EscapeDataString(condition)}"));
        var answer = await GetAsync($"/api/telemetry/{signal}?resource={service}&from={_from}{filters}");
        return answer?["data"]?[member]?.AsArray() ?? [];
    }

    // A service or an instrument of which nothing has come yet is not found.
    private async Task<JsonObject?> GetAsync(string address)
    {
        using var answer = await dashboard.GetAsync(address);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonObject>();
    }
}
