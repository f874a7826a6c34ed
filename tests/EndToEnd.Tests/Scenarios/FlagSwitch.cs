using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Switches the shop's flags as people do who demonstrate incidents: through the daemon's API, with the token.</summary>
internal sealed class FlagSwitch(HttpClient daemon)
{
    /// <summary>Switches a flag; with <paramref name="services"/> for those alone. Disposing what this answers switches it back.</summary>
    public async Task<TurnedFlag> TurnAsync(string flag, string variant, params string[] services)
    {
        var before = await ReadAsync(flag);
        var after = before.DeepClone().AsObject();
        if (services.Length > 0)
            after["targeting"] = Targeting(services, variant);
        else if (after["targeting"]?["if"] is JsonArray { Count: 3 } rule)
            rule[1] = variant;
        else
            after["defaultVariant"] = variant;
        await WriteAsync(flag, after);
        return new TurnedFlag(this, flag, before);
    }

    public async Task<JsonObject> ReadAsync(string flag) => (await daemon.GetFromJsonAsync<JsonObject>("/feature/api/read"))!["flags"]![flag]!.AsObject();

    public async Task WriteAsync(string flag, JsonObject definition)
    {
        var document = (await daemon.GetFromJsonAsync<JsonObject>("/feature/api/read"))!;
        document["flags"]![flag] = definition.DeepClone();
        using var answer = await daemon.PostAsJsonAsync("/feature/api/write", new JsonObject { ["data"] = document });
        answer.EnsureSuccessStatusCode();
    }

    private static JsonObject Targeting(string[] services, string variant) => new()
    {
        ["if"] = new JsonArray(
            new JsonObject { ["in"] = new JsonArray(new JsonObject { ["var"] = "service" }, new JsonArray([.. services.Select(name => (JsonNode)name)])) },
            variant,
            "off"),
    };
}
