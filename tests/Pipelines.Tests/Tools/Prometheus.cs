using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>Answers instant queries as Prometheus does, from values that a test sets.</summary>
internal sealed class Prometheus : IAsyncDisposable
{
    private readonly List<(string Part, Func<IEnumerable<(string Labels, string Value)>> Samples)> _answers = [];
    private TestServer? _server;

    public string Address => _server!.Address;

    /// <summary>Every query so far.</summary>
    public IEnumerable<string> Queries => from request in _server!.Requests select Uri.UnescapeDataString(request.Target[(request.Target.IndexOf("query=", StringComparison.Ordinal) + 6)..]);

    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["PROMETHEUS_URL"] = Address, ["POLL_SECONDS"] = "0" };

    public static async Task<Prometheus> StartAsync()
    {
        var prometheus = new Prometheus();
        prometheus._server = await TestServer.StartAsync((request, _) => Results.Json(prometheus.Answer(request.Query["query"].ToString())));
        return prometheus;
    }

    /// <summary>Queries that contain <paramref name="part"/> have one sample; the first part that matches counts.</summary>
    public Prometheus With(string part, string value) => With(part, () => [("{}", value)]);

    public Prometheus With(string part, Func<IEnumerable<(string Labels, string Value)>> samples)
    {
        _answers.Add((part, samples));
        return this;
    }

    public JsonObject Answer(string query) => new()
    {
        ["status"] = "success",
        ["data"] = new JsonObject
        {
            ["resultType"] = "vector",
            ["result"] = new JsonArray([.. from sample in _answers.FirstOrDefault(answer => query.Contains(answer.Part, StringComparison.Ordinal)).Samples?.Invoke() ?? []
                                           select (JsonNode)new JsonObject
                                           {
                                               ["metric"] = JsonNode.Parse(sample.Labels),
                                               ["value"] = new JsonArray(JsonValue.Create(1764422400), JsonValue.Create(sample.Value)),
                                           }]),
        },
    };

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    public static string Label(string name, string value) => JsonSerializer.Serialize(new Dictionary<string, string> { [name] = value });
}
