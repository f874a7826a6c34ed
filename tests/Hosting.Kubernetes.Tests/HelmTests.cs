using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using k8s.Models;
using OtelShop.Deploy.Tests.Objects;
using OtelShop.Deploy.Tests.Tools;

namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>What helm and kubectl make of a small model.</summary>
public sealed class HelmTests : IDisposable
{
    private const string Hostile = "{{ .Values.x }} $(HOME) $$(HOME) ${x} 50% \"quoted\" \\n <a&b> caf\u00e9 \ud83d\ude00 #: ";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("otelshop-publish-");
    private readonly TestModel _model = new("dev", "prod");

    [Theory]
    [InlineData(Hostile)]
    [InlineData("one\r\n  two\n\n")]
    [InlineData("0x1F")]
    [InlineData("1_000")]
    [InlineData("~")]
    [InlineData("on")]
    public async Task A_variable_reaches_both_forms_unchanged_and_with_one_checksum(string value)
    {
        _model.AddApi("cart").WithEnvironment("Cart__Text", value);
        await WriteAsync();

        var (chart, overlay) = (Objects(await TemplateAsync("dev")), Objects(await BuildAsync("dev")));

        Assert.Equal(value, (string?)chart["ConfigMap"].At("data/Cart__Text"));
        Assert.Equal(value, (string?)overlay["ConfigMap"].At("data/Cart__Text"));
        Assert.Equal(Checksum(overlay), Checksum(chart));
    }

    // Kubernetes expands the value of a variable, but none of a ConfigMap: $$ is a dollar sign.
    [Fact]
    public async Task A_dollar_sign_beside_a_reference_survives_Kubernetes()
    {
        var key = _model.Builder.AddParameter("key", secret: true);
        _model.AddApi("cart").WithEnvironment("Cart__Text", ReferenceExpression.Create($"$(HOME) $$ {key}"));
        await WriteAsync();

        var variable = Objects(await TemplateAsync("dev"))["Deployment"].Variable("Cart__Text");

        Assert.Equal("$$(HOME) $$$$ $(KEY)", (string?)variable!["value"]);
    }

    [Fact]
    public async Task An_annotation_with_braces_quotes_and_lines_is_no_directive()
    {
        const string Note = "{{ fail \"x\" }}\n\\ otelshop-dev";
        _model.AddApi("cart").PublishAsKubernetesService(service => service.Edit<V1Deployment>(deployment =>
            deployment.Metadata.Annotations = new Dictionary<string, string> { ["note"] = Note.Replace("otelshop-dev", deployment.Metadata.NamespaceProperty, StringComparison.Ordinal) }));
        await WriteAsync();

        Assert.Equal(Note, (string?)Objects(await TemplateAsync("dev"))["Deployment"].At("metadata/annotations/note"));
    }

    [Fact]
    public async Task The_subnet_of_private_endpoints_is_a_value()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));
        await WriteAsync();

        var result = await DeployTools.HelmAsync("template", "shop", Chart, "--set", "home=azure,azure.dataSubnet=10.9.0.0/24");

        Assert.Equal("10.9.0.0/24", (string?)Objects(result.Succeeded())["NetworkPolicy"].At("spec/egress/0/to/0/ipBlock/cidr"));
    }

    [Fact]
    public async Task The_identity_of_a_service_is_a_value()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));
        await WriteAsync();

        var result = await DeployTools.HelmAsync("template", "shop", Chart, "--set", "home=azure,azure.identities.cart=client-1");

        Assert.Equal("client-1", (string?)Objects(result.Succeeded())["ServiceAccount"].At("metadata/annotations")!["azure.workload.identity/client-id"]);
    }

    [Theory]
    [InlineData("dev", "azure", "type: kubernetes.io/tls", false)]
    [InlineData("prod", "azure", "type: kubernetes.io/tls", true)]
    [InlineData("dev", "standalone", "kind: Certificate", false)]
    [InlineData("prod", "standalone", "kind: Certificate", true)]
    [InlineData("prod", "azure", "kind: Certificate", false)]
    public async Task Only_stages_with_TLS_ask_for_a_certificate(string stage, string home, string certificate, bool asks)
    {
        _model.Kubernetes.Resource.Stages.Single(other => other.Name == "prod").UsesTls = true;
        _model.AddWeb("cart").WithExternalHttpEndpoints();
        await WriteAsync();

        var result = await DeployTools.HelmAsync("template", "shop", Chart, "-f", Path.Combine(Chart, $"values-{stage}.yaml"), "--set", $"home={home}");

        Assert.Equal(asks, result.Succeeded().Contains(certificate, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("home", "qa")]
    [InlineData("mesh", "qa")]
    [InlineData("cart.replica", "3")]
    public async Task A_value_that_does_not_exist_is_refused(string name, string value)
    {
        _model.AddApi("cart");
        await WriteAsync();

        var result = await DeployTools.HelmAsync("template", "shop", Chart, "--set", $"{name}={value}");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("values don't meet the specifications of the schema", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_does_not_exist_has_no_values()
    {
        _model.AddApi("cart");
        await WriteAsync();

        var result = await DeployTools.HelmAsync("template", "shop", Chart, "-f", Path.Combine(Chart, "values-qa.yaml"));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("values-qa.yaml", result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Chart => Path.Combine(_folder.FullName, "helm", "otelshop");

    private async Task WriteAsync() => (await _model.RenderAsync()).Write(_folder.FullName);

    private async Task<string> TemplateAsync(string stage) =>
        (await DeployTools.HelmAsync("template", "shop", Chart, "-n", $"otelshop-{stage}", "-f", Path.Combine(Chart, $"values-{stage}.yaml"))).Succeeded();

    private async Task<string> BuildAsync(string stage) => (await DeployTools.KubectlAsync("kustomize", Path.Combine(_folder.FullName, "kustomize", "overlays", stage))).Succeeded();

    private static Dictionary<string, JsonObject> Objects(string yaml) =>
        YamlReader.Read(yaml).Where(item => (string?)item["metadata"]!["name"] == "cart").ToDictionary(item => (string)item["kind"]!);

    private static string? Checksum(Dictionary<string, JsonObject> objects) => (string?)objects["Deployment"].At("spec/template/metadata/annotations")!["checksum/config"];
}
