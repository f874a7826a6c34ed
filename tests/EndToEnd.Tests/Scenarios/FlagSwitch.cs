using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Switches the shop's flags through the daemon's API, with the token.</summary>
internal sealed class FlagSwitch(HttpClient daemon)
{
    /// <summary>Switches a flag; for <paramref name="services"/> alone, or for those that its rule names. Disposing what this answers switches it back.</summary>
    public async Task<TurnedFlag> TurnAsync(string flag, string variant, params string[] services)
    {
        var found = await ReadAsync(flag);
        var before = new JsonObject { ["variant"] = found["variant"]!.DeepClone() };
        var after = new JsonObject { ["variant"] = variant };
        if (services.Length > 0)
        {
            before["targeting"] = found["definition"]!["targeting"]!.DeepClone();
            after["targeting"] = OnlyFor(services);
        }

        await ChangeAsync(flag, after);
        return new TurnedFlag(this, flag, before);
    }

    /// <summary>Changes what <paramref name="change"/> names: variant, rule, state.</summary>
    public async Task ChangeAsync(string flag, JsonObject change)
    {
        using var answer = await daemon.PatchAsJsonAsync(Address(flag), change);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A flag with its variant and its definition.</summary>
    public async Task<JsonObject> ReadAsync(string flag) => (await daemon.GetFromJsonAsync<JsonObject>(Address(flag)))!;

    /// <summary>Replaces the whole document.</summary>
    public Task WriteAsync(JsonObject document) => PostAsync("write", new { data = document });

    /// <summary>Sends a request to a path of the daemon's API.</summary>
    public async Task PostAsync(string path, object body)
    {
        using var answer = await daemon.PostAsJsonAsync($"/feature/api/{path}", body);
        answer.EnsureSuccessStatusCode();
    }

    private static string Address(string flag) => $"/feature/api/flags/{flag}";

    private static JsonObject OnlyFor(string[] services) => new()
    {
        ["if"] = new JsonArray(
            new JsonObject { ["in"] = new JsonArray(new JsonObject { ["var"] = "service" }, new JsonArray([.. services.Select(name => (JsonNode)name)])) },
            "off",
            "off"),
    };
}
