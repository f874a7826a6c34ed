using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests;

/// <summary>The chart with the provider <c>csi</c>, whose Secrets the Secrets Store CSI driver makes of Key Vault.</summary>
public sealed class SecretsDriverTests(Renders renders)
{
    private const string Class = "SecretProviderClass";

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Pods_with_secrets_mount_them_and_nothing_else_changes(string stage)
    {
        var (made, driven) = (await renders.HelmAsync(stage, "azure"), await DrivenAsync(stage));
        var classes = driven.Where(item => item.Kind == Class).ToList();
        var consumers = Workload.Of(made).Where(workload => workload.AllContainers.Any(HasSecret)).Select(workload => workload.Name).ToList();

        Assert.Equal(["flagd"], consumers);
        Assert.Equal(consumers, classes.Select(item => item.Name));
        FindingAssert.None(ObjectComparison.Differences([.. driven.Except(classes).Where(item => !IsConsumer(item))], [.. made.Where(item => !IsConsumer(item) && !IsOfOperator(item))]));
        FindingAssert.None([.. ReferenceCheck.Check(driven), .. ObjectReferenceCheck.Check(driven), .. TlsCheck.Check(driven), .. SecretCheck.Check(driven)]);
        bool IsConsumer(KubernetesObject item) => item.Kind == "StatefulSet" && consumers.Contains(item.Name);
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Its_pods_stay_restricted_and_admitted_and_its_objects_have_their_shape(string stage)
    {
        var driven = await DrivenAsync(stage);
        JsonArray classes = [.. driven.Where(item => item.Kind == Class).Select(item => item.Entry(stage))];
        JsonArray pods = [.. driven.Where(item => item.Kind == "StatefulSet").Select(item => PolicyCheck.Tagged(item, "otelshop.azurecr.io", "1.2.3").Entry(stage))];

        Assert.Contains("secrets-store.csi.k8s.io", pods.ToJsonString(), StringComparison.Ordinal);
        FindingAssert.None([.. RestrictedPodCheck.Check(driven), .. ConventionCheck.OfNames(driven), .. await SchemaCheck.CustomResourcesAsync(classes), .. await SchemaCheck.ValidateAsync(pods), .. await SchemaCheck.StrictAsync(pods)]);
        FindingAssert.None(await PolicyCheck.DeniedAsync(await renders.BuildAsync(Path.Combine("policies", "admission", "base")), pods));
    }

    [Fact]
    public async Task Vault_tenant_and_identity_are_those_of_the_values()
    {
        var objects = await DrivenAsync("prod", "azure.keyVaultUrl=https://other-vault.vault.azure.net/", "secrets.csi.tenantId=tenant-1", "secrets.csi.identities.flagd=client-1");

        var parameters = Assert.Single(objects, item => item.Kind == Class).Spec.At("parameters");

        Assert.Equal(("other-vault", "tenant-1", "client-1", "false"), (parameters.Text("keyvaultName"), parameters.Text("tenantID"), parameters.Text("clientID"), parameters.Text("usePodIdentity")));
        Assert.Equal(["browser-token"], YamlReader.Read(parameters.Text("objects")!).Single().Items("array").Select(item => YamlReader.Read(item.ToString()).Single().Text("objectName")));
    }

    [Fact]
    public async Task A_release_without_Key_Vault_is_refused()
    {
        var render = await DeployTools.HelmAsync(["template", "otelshop", Renders.Chart, .. Renders.Values("dev", "standalone"), "--set", "secrets.provider=csi"]);

        Assert.NotEqual(0, render.ExitCode);
        Assert.Contains("home", render.Errors, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<KubernetesObject>> DrivenAsync(string stage, params string[] values) => renders.ReleaseAsync(
        Renders.NamespaceOf(stage), [Path.Combine("helm", "otelshop", $"values-{stage}.yaml")], ["home=azure", "namespace.create=true", "secrets.provider=csi", .. values]);

    private static bool HasSecret(JsonNode container) => container.Items("env").Any(variable => variable.At("valueFrom", "secretKeyRef") is not null);

    private static bool IsOfOperator(KubernetesObject item) => item.Kind is "ExternalSecret" or "SecretStore" && !item.Name.Contains("certificates", StringComparison.Ordinal) && item.Name != "otelshop-tls";
}
