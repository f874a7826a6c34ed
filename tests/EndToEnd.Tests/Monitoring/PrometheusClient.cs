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

    /// <summary>State of an alert: pending or firing. Null while it is quiet.</summary>
    public async Task<string?> StateAsync(Alert alert) =>
        (await DataAsync("alerts"))["alerts"]!.AsArray()
            .Where(found => Alert.Of(found!) == alert)
            .Select(found => (string?)found!["state"])
            .OrderBy(state => state == "firing" ? 0 : 1)
            .FirstOrDefault();

    /// <summary>Alerts in the Alertmanager.</summary>
    public async Task<IReadOnlyList<ReceivedAlert>> ReceivedAsync() =>
    [
        .. (await alertmanager.GetFromJsonAsync<JsonArray>("/api/v2/alerts"))!.Select(alert => new ReceivedAlert(
            Alert.Of(alert!),
            (string)alert!["fingerprint"]!,
            [.. alert["receivers"]!.AsArray().Select(receiver => (string)receiver!["name"]!)],
            [.. alert["status"]!["inhibitedBy"]!.AsArray().Select(fingerprint => (string)fingerprint!)])),
    ];

    private async Task<JsonObject> DataAsync(string path) => (await prometheus.GetFromJsonAsync<JsonObject>($"/api/v1/{path}"))!["data"]!.AsObject();
}

/// <summary>What an alert is about.</summary>
/// <param name="Name">Name of the alert.</param>
/// <param name="Service">Service that it concerns.</param>
/// <param name="Operation">Label <c>operation</c>. Null for an alert without it.</param>
/// <param name="Indicator">Label <c>sli</c>. Null for an alert without it.</param>
internal sealed record Alert(string Name, string? Service, string? Operation = null, string? Indicator = null)
{
    /// <summary>Reads the labels of an alert of Prometheus or the Alertmanager.</summary>
    public static Alert Of(JsonNode found)
    {
        var labels = found["labels"]!;
        return new((string)labels["alertname"]!, (string?)labels["service"], (string?)labels["operation"], (string?)labels["sli"]);
    }
}

/// <summary>An alert as the Alertmanager has it.</summary>
/// <param name="Alert">What it is about.</param>
/// <param name="Fingerprint">Its id.</param>
/// <param name="Receivers">Where it is sent.</param>
/// <param name="InhibitedBy">Ids of the alerts that mute it.</param>
internal sealed record ReceivedAlert(Alert Alert, string Fingerprint, IReadOnlyList<string> Receivers, IReadOnlyList<string> InhibitedBy);
