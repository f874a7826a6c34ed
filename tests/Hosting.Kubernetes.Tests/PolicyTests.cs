using System.Text.Json.Nodes;

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
    public async Task A_signing_key_is_what_admission_verifies_and_what_the_pipelines_read()
    {
        const string Key = "azurekms://shop-keys.vault.azure.net/cosign";
        _model.Kubernetes.WithStage("prod", _ => { });
        _model.Kubernetes.Resource.SigningKey = Key;
        _model.AddApi("cart");

        var files = (await _model.RenderAsync()).Files;

        var policy = files["policies/signatures/base/policies.yaml"];
        Assert.Equal(2, policy.Split($"kms: \"{Key}\"").Length - 1);
        Assert.Equal(2, policy.Split("type: Cosign").Length - 1);
        Assert.Contains("key: \"{{ buildDefinition.externalParameters.repository }}\"", policy, StringComparison.Ordinal);
        Assert.Contains("key: \"{{ buildDefinition.externalParameters.ref }}\"", policy, StringComparison.Ordinal);
        Assert.Contains("value: refs/heads/main", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("keyless", policy, StringComparison.Ordinal);
        Assert.Equal(("kms", Key), (JsonNode.Parse(files["policies/signatures/signer.json"]).At("method")!.ToString(), JsonNode.Parse(files["policies/signatures/signer.json"]).At("key")!.ToString()));
    }

    [Theory, InlineData("cosign.key"), InlineData("azurekms://shop-keys/cosign"), InlineData("https://shop-keys.vault.azure.net/cosign")]
    public async Task A_signing_key_that_is_none_of_Key_Vault_is_refused(string key)
    {
        _model.Kubernetes.WithStage("prod", _ => { });
        _model.Kubernetes.Resource.SigningKey = key;
        _model.AddApi("cart");

        Assert.Equal($"The signing key '{key}' is none of Key Vault: write azurekms://VAULT.vault.azure.net/KEY.", await _model.RefusalAsync());
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
