using Aspire.Hosting;

namespace OtelShop.Hosting.Kubernetes.Tests;

public sealed class PolicyTests
{
    private const string Folder = "policies/admission";

    private readonly TestModel _model = new();

    [Fact]
    public async Task A_stage_refuses_what_breaks_a_rule_unless_it_only_reports()
    {
        _model.Kubernetes.WithStage("dev", stage => stage.Policies = KubernetesPolicyMode.Audit).WithStage("prod", _ => { });
        _model.AddApi("cart");

        var files = (await _model.RenderAsync()).Files;

        Assert.Contains("- Warn", files[$"{Folder}/dev/policies.yaml"], StringComparison.Ordinal);
        Assert.DoesNotContain("- Deny", files[$"{Folder}/dev/policies.yaml"], StringComparison.Ordinal);
        Assert.Contains("- Deny", files[$"{Folder}/prod/policies.yaml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approved_images_are_those_of_the_registry_and_those_that_the_model_publishes()
    {
        _model.Kubernetes.WithStage("prod", _ => { });
        _model.Kubernetes.Resource.ImageRegistry = "registry.example.com";
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey"));

        var policies = (await _model.RenderAsync()).Files[$"{Folder}/base/policies.yaml"];

        Assert.Contains("c.image.startsWith('registry.example.com/otelshop/')", policies, StringComparison.Ordinal);
        Assert.Contains("'docker.io/valkey/valkey'", policies, StringComparison.Ordinal);
        Assert.DoesNotContain("postgres", policies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signer_is_the_workflow_of_the_repository()
    {
        _model.Kubernetes.WithStage("prod", _ => { });
        _model.Kubernetes.Resource.SourceRepository = "https://github.com/example/shop";
        _model.AddApi("cart");

        var policy = (await _model.RenderAsync()).Files["policies/signatures/base/policies.yaml"];

        Assert.Contains("subject: \"https://github.com/example/shop/.github/workflows/supply-chain.yml@refs/heads/main\"", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quota_grows_with_the_replicas_and_not_with_the_way_of_delivery()
    {
        _model.Kubernetes.WithStage("prod", stage => stage.Replicas = new ReplicaRange(3, 10));
        _model.AddApi("cart");

        var quotas = new[] { KubernetesDelivery.Rolling, KubernetesDelivery.Canary }.Select(async delivery => (string?)(await _model.ObjectsAsync(delivery: delivery))["ResourceQuota otelshop"].At("spec/hard/pods"));

        // Ten replicas, one more during an update, and five jobs.
        Assert.Equal(["16", "16"], await Task.WhenAll(quotas));
    }
}
