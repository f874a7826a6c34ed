using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests;

/// <summary>What Linkerd and Istio do with calls, and what they cost.</summary>
public sealed partial class MeshTests(Renders renders)
{
    // Share of a pod's requests that a sidecar takes at most, as the founding documents have it. What a database or broker requests is for its data.
    private const decimal Overhead = 0.15m;

    private static readonly string[] Meshes = ["linkerd", "istio"];

    public static TheoryData<string, string> EachDelivery => [.. from delivery in (string[])["rolling", "canary", "blueGreen", "flagger"] from mesh in Meshes select (delivery, mesh)];

    [Theory, MemberData(nameof(EachDelivery))]
    public async Task Idempotent_methods_are_repeated_and_no_other_request(string delivery, string mesh)
    {
        var idempotent = await IdempotentMethodsAsync();
        var check = new MeshRetryCheck(await renders.DeliveryAsync(delivery, mesh), idempotent);

        FindingAssert.None(check.Check(mesh));
        // Flagger makes routes of its own.
        Assert.Equal(delivery == "flagger" ? [] : idempotent.Order(StringComparer.Ordinal), check.Repeated.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(EachDelivery))]
    public async Task Failing_pods_are_taken_out(string delivery, string mesh)
    {
        var objects = await renders.DeliveryAsync(delivery, mesh);
        var breakers = mesh == "istio"
            ? objects.Where(item => item.Kind == "DestinationRule" && item.Spec.At("trafficPolicy", "outlierDetection") is not null).Select(item => item.Spec.Text("host"))
                .Concat(objects.Where(item => item.Kind == "Canary" && item.Spec.At("service", "trafficPolicy", "outlierDetection") is not null).Select(item => item.Name))
            : objects.Where(item => item.Kind == "Service" && item.Json.Labels("metadata", "annotations").GetValueOrDefault("balancer.linkerd.io/failure-accrual") == "consecutive").Select(item => item.Name);

        // Flagger makes the Services of the others.
        string[] expected = delivery == "flagger" && mesh == "linkerd" ? ["email", "flagd"] : ["cart", "checkout", "email", "flagd", "frontend", "payment", "product-catalog"];
        Assert.Empty(expected.Except(breakers));
    }

    [Theory, MemberData(nameof(Renders.EachMesh), MemberType = typeof(Renders))]
    public async Task A_sidecar_requests_at_least_the_overhead_of_its_pod(string stage, string home, string mesh)
    {
        var alone = Workload.Of(await renders.HelmAsync(stage, home)).Where(workload => workload is { IsService: true, Kind: not "StatefulSet" }).ToDictionary(workload => workload.Name, PodRequest.Of);
        foreach (var pod in Workload.Of(await renders.HelmAsync(stage, home, mesh)).Where(workload => alone.ContainsKey(workload.Name)).Select(PodRequest.Of))
        {
            var (cores, memory) = (pod.Cores - alone[pod.Name].Cores, pod.Memory - alone[pod.Name].Memory);
            Assert.True(cores >= Overhead * alone[pod.Name].Cores && memory >= Overhead * alone[pod.Name].Memory, $"{pod.Name}: the sidecar requests {cores} cores and {memory / (1 << 20)} MiB");
        }
    }

    // The pools are full of pods without sidecars when everything is at its maximum.
    [Theory, MemberData(nameof(Renders.EachMesh), MemberType = typeof(Renders))]
    public async Task The_node_pool_of_the_stage_holds_every_sidecar_with_the_nodes_that_the_guide_adds(string stage, string home, string mesh)
    {
        var pool = NodePool.Of(stage);
        var guide = await File.ReadAllTextAsync(DeployTools.InRepository("docs", "mesh.md"));
        var added = int.Parse(Assert.Single(AddedNodes().Matches(guide), row => row.Groups["stage"].Value == stage).Groups["nodes"].Value);
        IReadOnlyList<KubernetesObject> objects = [.. await renders.HelmAsync(stage, home, mesh), .. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage))];
        var needed = Enumerable.Range(0, 20).First(nodes => !Capacity.Overflow(objects, pool with { Nodes = pool.Nodes + nodes }).Any());
        TestContext.Current.TestOutputHelper?.WriteLine($"{stage} {home} {mesh}: {needed} nodes beside the {pool}");

        Assert.InRange(needed, 1, added);
    }

    [Fact]
    public async Task Every_object_of_a_mesh_has_the_shape_that_its_API_requires()
    {
        JsonArray entries = [.. (await renders.AllAsync()).Where(entry => HasSchema(entry!["object"]!)).Select(entry => entry!.DeepClone())];

        Assert.NotEmpty(entries);
        FindingAssert.None(await SchemaCheck.CustomResourcesAsync(entries));
    }

    // Those of the npm packages are checked with the chart; nothing has the schema of Linkerd's own routes, which LinkerdPolicyCheck reads.
    private static bool HasSchema(JsonNode item) => item.Text("apiVersion")!.Split('/')[0] is LinkerdPolicyCheck.Group or "flagger.app"
        && !(item.Text("kind") == "HTTPRoute");

    /// <summary>What clients of the shop repeat: a mesh that repeats more would repeat a write.</summary>
    private static async Task<IReadOnlySet<string>> IdempotentMethodsAsync()
    {
        var source = await File.ReadAllTextAsync(DeployTools.InRepository("ServiceDefaults", "Rpc", "IdempotentMethods.cs"));
        return ServiceMethods().Matches(source).SelectMany(match => Name().Matches(match.Groups["methods"].Value).Select(name => $"oteldemo.{match.Groups["service"].Value}/{name.Groups["name"].Value}")).ToHashSet();
    }

    [GeneratedRegex(@"Of\((?<service>\w+)\.Descriptor, (?<methods>[^)]*)\)")]
    private static partial Regex ServiceMethods();

    [GeneratedRegex(@"^\| (?<stage>dev|staging|prod) \|.*\| (?<nodes>\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex AddedNodes();

    [GeneratedRegex("\"(?<name>\\w+)\"")]
    private static partial Regex Name();
}
