namespace OtelShop.Deploy.Tests;

/// <summary>Which pod reaches which port, against a list that is written by hand from the services' clients.</summary>
public sealed class NetworkPolicyTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Pods_reach_what_they_call_and_nothing_else(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);
        var reachability = new Reachability(objects, ShopGraph.Outside(stage));
        TestContext.Current.TestOutputHelper?.WriteLine($"{reachability.Pairs} pairs");

        FindingAssert.None(Edge.Differences(reachability.Allowed(), ShopGraph.Connections(home, (HashSet<string>)[.. Workload.Of(objects).Select(workload => workload.Name)])));
    }

    [Theory, MemberData(nameof(Renders.EachMesh), MemberType = typeof(Renders))]
    public async Task A_mesh_lets_the_same_calls_through(string stage, string home, string mesh)
    {
        var objects = await renders.HelmAsync(stage, home, mesh);

        var allowed = new MeshReachability(objects).Allowed(mesh).Where(edge => edge.From == MeshReachability.Outside || !ShopGraph.IsForOutside(edge));

        FindingAssert.None(Edge.Differences(
            allowed, [.. ShopGraph.Calls(Present(objects)).Where(edge => !ShopGraph.IsForOutside(edge)), .. ShopGraph.FromOutside(home)]));
    }

    [Theory, MemberData(nameof(Renders.EachHome), MemberType = typeof(Renders))]
    public async Task Every_service_of_the_graph_is_deployed(string stage, string home)
    {
        var present = Present(await renders.HelmAsync(stage, home));

        Assert.Empty(ShopGraph.Services(home).Except(present));
    }

    private static HashSet<string> Present(IEnumerable<KubernetesObject> objects) =>
        [.. Workload.Of(objects).Where(workload => workload.IsCaller).Select(workload => workload.Name)];
}
