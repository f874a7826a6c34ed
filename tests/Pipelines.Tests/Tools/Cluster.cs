using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>As much of Kubernetes' API as kubectl needs to list workloads, abort Rollouts and ask Prometheus.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly string[] Verbs = ["get", "list", "patch"];
    private static readonly string[] CoreVersions = ["v1"];

    private readonly TemporaryFolder _folder = new();
    private TestServer? _server;

    /// <summary>What a list of objects holds, by plural name; asked at each request.</summary>
    public required Func<string, IEnumerable<JsonObject>> Objects { get; init; }

    public required Func<string, JsonObject> Prometheus { get; init; }

    public IEnumerable<string> Aborted => from request in _server!.Requests
                                          where request.Method == "PATCH" && JsonNode.Parse(request.Body)!["status"]!["abort"]!.GetValue<bool>()
                                          select request.Target.Split('?')[0].Split('/')[^2];

    /// <summary>Verb and resource of each request for Rollouts.</summary>
    public IEnumerable<string> RolloutRequests => from request in _server!.Requests
                                                  let path = request.Target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)
                                                  where path is ["apis", "argoproj.io", _, "namespaces", _, "rollouts", ..]
                                                  select $"{(request.Method == "GET" && path.Length == 6 ? "list" : request.Method.ToLowerInvariant())} rollouts{(path.Length == 8 ? "/" + path[7] : "")}";

    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["KUBECONFIG"] = _folder.At("config"), ["HOME"] = _folder.Path, ["POLL_SECONDS"] = "0", ["ROLLOUT_TIMEOUT_SECONDS"] = "300",
    };

    public async Task<Cluster> StartAsync()
    {
        _server = await TestServer.StartAsync((request, _) => Answer(request));
        var config = new JsonObject
        {
            ["apiVersion"] = "v1", ["kind"] = "Config", ["current-context"] = "test",
            ["contexts"] = new JsonArray(new JsonObject { ["name"] = "test", ["context"] = new JsonObject { ["cluster"] = "test", ["user"] = "test" } }),
            ["clusters"] = new JsonArray(new JsonObject { ["name"] = "test", ["cluster"] = new JsonObject { ["server"] = _server.Address } }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = "test", ["user"] = new JsonObject() }),
        };
        File.WriteAllText(_folder.At("config"), config.ToJsonString());
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    private IResult Answer(HttpRequest request) => request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api"] => Results.Json(new { kind = "APIVersions", versions = CoreVersions }),
        ["apis"] => Results.Json(new { kind = "APIGroupList", apiVersion = "v1", groups = new[] { Group("apps", "v1"), Group("argoproj.io", "v1alpha1") } }),
        ["api", "v1"] => Resources("v1"),
        ["apis", "apps", "v1"] => Resources("apps/v1", ("deployments", "Deployment"), ("statefulsets", "StatefulSet")),
        ["apis", "argoproj.io", "v1alpha1"] => Resources("argoproj.io/v1alpha1", ("rollouts", "Rollout"), ("rollouts/status", "Rollout")),
        ["apis", _, _, "namespaces", _, var kind] => Results.Json(new JsonObject
        {
            ["kind"] = "List", ["apiVersion"] = "v1", ["items"] = new JsonArray([.. Objects(kind).Select(item => item.DeepClone())]),
        }),
        ["apis", "argoproj.io", _, "namespaces", _, "rollouts", var name, ..] => Results.Json(new JsonObject
        {
            ["kind"] = "Rollout", ["apiVersion"] = "argoproj.io/v1alpha1", ["metadata"] = new JsonObject { ["name"] = name },
        }),
        ["api", "v1", "namespaces", "monitoring", "services", "http:prometheus-operated:9090", "proxy", "api", "v1", "query"] => Results.Json(Prometheus(request.Query["query"].ToString())),
        _ => Results.NotFound(),
    };

    private static object Group(string name, string version) =>
        new { name, versions = new[] { new { groupVersion = $"{name}/{version}", version } }, preferredVersion = new { groupVersion = $"{name}/{version}", version } };

    private static IResult Resources(string version, params (string Name, string Kind)[] resources) => Results.Json(new
    {
        kind = "APIResourceList", groupVersion = version,
        resources = resources.Select(resource => new { name = resource.Name, singularName = "", namespaced = true, kind = resource.Kind, verbs = Verbs }),
    });
}
