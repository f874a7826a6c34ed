using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class SchemaCheckTests
{
    [Fact]
    public async Task Objects_of_the_right_shape_pass() => FindingAssert.None(await SchemaCheck.ValidateAsync(Entries(Shop.Objects)));

    [Theory]
    [InlineData("selector: { matchLabels: { app: cart } }", "", "test: Deployment/cart: data/spec must have required property selector")]
    [InlineData("httpGet: { port: http }", "httpGet: { port: http, scheme: http }",
        "test: Deployment/frontend: data/spec/template/spec/containers/0/startupProbe/httpGet/scheme must be equal to one of the allowed values")]
    [InlineData("memory: 128Mi", "memory: 128MiB", "test: Deployment/cart: data/spec/template/spec/containers/0/resources/requests/memory must be number")]
    [InlineData("external-secrets.io/v1", "external-secrets.io/v9", "test: ExternalSecret/valkey: external-secrets.io/v9 has no such kind")]
    public async Task A_breach_of_the_schema_is_named(string old, string replacement, string fault) =>
        Assert.Contains(await SchemaCheck.ValidateAsync(Entries(Shop.With(old, replacement))), finding => finding.StartsWith(fault, StringComparison.Ordinal));

    [Fact]
    public async Task Unknown_fields_and_nulls_are_named()
    {
        var entries = Entries([.. Shop.With("livenessProbe: { grpc", "livenesProbe: { grpc"), .. Shop.With("maxReplicas: 10", "maxReplica: 10"), .. Shop.With("egress:", "ingress: ~\n  egress:")]);

        Assert.Collection(
            await SchemaCheck.StrictAsync(entries),
            finding => Assert.Contains("Deployment/cart: Object literal may only specify known properties, and '\"livenesProbe\"'", finding, StringComparison.Ordinal),
            finding => Assert.Contains("HorizontalPodAutoscaler/cart: Object literal may only specify known properties, and '\"maxReplica\"'", finding, StringComparison.Ordinal),
            finding => Assert.Contains("NetworkPolicy/frontend: Type 'null' is not assignable", finding, StringComparison.Ordinal));
    }

    private static JsonArray Entries(IEnumerable<KubernetesObject> objects) =>
        [.. objects.Select(item => item.Entry("test"))];
}
