using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Monitoring;

/// <summary>API of the shop's Prometheus and Alertmanager.</summary>
internal sealed class PrometheusClient(HttpClient prometheus, HttpClient alertmanager)
{
    /// <summary>Whether the query finds at least one series now.</summary>
    /// <exception cref="InvalidOperationException">Prometheus refuses the query.</exception>
    public async Task<bool> HasDataAsync(string query)
    {
        using var form = new FormUrlEncodedContent([new("query", query)]);
        using var answer = await prometheus.PostAsync("/api/v1/query", form);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        if ((string?)body["status"] != "success")
            throw new InvalidOperationException($"{body["error"]}: {query}");
        // A scalar is always there.
        return (string?)body["data"]!["resultType"] == "scalar" || body["data"]!["result"]!.AsArray().Count > 0;
    }

    /// <summary>Jobs of what is scraped, with the error of those that are down.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TargetsAsync() =>
        (await DataAsync("targets"))["activeTargets"]!.AsArray()
            .ToDictionary(target => (string)target!["labels"]!["job"]!, target => (string?)target!["health"] == "up" ? "" : $"{target["health"]} {target["lastError"]}");

    /// <summary>State of an alert of a service: pending or firing. Null while it is quiet.</summary>
    /// <param name="alert">Name of the alert.</param>
    /// <param name="service">Service that it concerns.</param>
    /// <param name="indicator">Label <c>sli</c>. Null for an alert without it.</param>
    public async Task<string?> StateAsync(string alert, string service, string? indicator) =>
        (await DataAsync("alerts"))["alerts"]!.AsArray()
            .Where(found => (string?)found!["labels"]!["alertname"] == alert && (string?)found["labels"]!["service"] == service && (string?)found["labels"]!["sli"] == indicator)
            .Select(found => (string?)found!["state"])
            .OrderBy(state => state == "firing" ? 0 : 1)
            .FirstOrDefault();

    /// <summary>Alerts in the Alertmanager: labels, receivers and what inhibits them.</summary>
    public async Task<IReadOnlyList<ReceivedAlert>> ReceivedAsync() =>
    [
        .. (await alertmanager.GetFromJsonAsync<JsonArray>("/api/v2/alerts"))!.Select(alert => new ReceivedAlert(
            (string)alert!["labels"]!["alertname"]!,
            (string?)alert["labels"]!["service"] ?? "",
            (string?)alert["labels"]!["sli"] ?? "",
            [.. alert["receivers"]!.AsArray().Select(receiver => (string)receiver!["name"]!)],
            alert["status"]!["inhibitedBy"]!.AsArray().Count > 0)),
    ];

    private async Task<JsonObject> DataAsync(string path) => (await prometheus.GetFromJsonAsync<JsonObject>($"/api/v1/{path}"))!["data"]!.AsObject();
}

/// <summary>An alert as the Alertmanager has it.</summary>
/// <param name="Name">Name of the alert.</param>
/// <param name="Service">Service that it concerns.</param>
/// <param name="Indicator">Label <c>sli</c>.</param>
/// <param name="Receivers">Where it is sent.</param>
/// <param name="IsInhibited">Whether another alert mutes it.</param>
internal sealed record ReceivedAlert(string Name, string Service, string Indicator, IReadOnlyList<string> Receivers, bool IsInhibited);
