namespace OtelShop.Deploy.Tests;

/// <summary>What the objects of a render say about each other is true.</summary>
public sealed class ReferenceTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_reference_of_a_pod_resolves(string stage, string home, string mesh) =>
        FindingAssert.None(ReferenceCheck.Check(await renders.HelmAsync(stage, home, mesh)));

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_reference_of_a_route_monitor_store_or_scaler_resolves(string stage, string home, string mesh) =>
        FindingAssert.None(ObjectReferenceCheck.Check(await renders.HelmAsync(stage, home, mesh)));

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_service_has_endpoints(string stage, string home, string mesh) =>
        FindingAssert.None(EndpointCheck.OfServices(await renders.HelmAsync(stage, home, mesh)));

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_probe_asks_a_port_in_its_protocol(string stage, string home, string mesh) =>
        FindingAssert.None(EndpointCheck.OfProbes(await renders.HelmAsync(stage, home, mesh)));

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task No_secret_is_in_a_manifest(string stage, string home, string mesh) =>
        FindingAssert.None(SecretCheck.Check(await renders.HelmAsync(stage, home, mesh)));
}
