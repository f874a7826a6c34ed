namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>Firewall and certificate of the gateway.</summary>
public sealed class EntranceTests
{
    private readonly TestModel _model = new("dev");

    [Fact]
    public async Task The_firewall_of_Azure_is_bound_to_the_gateway()
    {
        _model.AddWeb("shop").WithExternalHttpEndpoints();

        var policy = (await _model.ObjectsAsync(KubernetesHome.Azure))["WebApplicationFirewallPolicy otelshop"];

        Assert.Equal("""{"group":"gateway.networking.k8s.io","kind":"Gateway","name":"otelshop"}""", policy.At("spec/targetRef")!.ToJsonString());
        Assert.EndsWith("/applicationGatewayWebApplicationFirewallPolicies/otelshop-dev-agc-waf", (string?)policy.At("spec/webApplicationFirewall/id"), StringComparison.Ordinal);
        Assert.DoesNotContain("WebApplicationFirewallPolicy otelshop", (await _model.ObjectsAsync()).Keys);
    }

    [Fact]
    public async Task The_certificate_of_the_gateway_comes_from_Key_Vault_in_Azure()
    {
        (_model.Kubernetes.Resource.Stages[0].UsesTls, _model.Kubernetes.Resource.Stages[0].Certificate) = (true, new KeyVaultCertificate("https://shared.vault.azure.net", "shop-tls"));
        _model.AddWeb("shop").WithExternalHttpEndpoints();

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        var certificate = objects["ExternalSecret otelshop-tls"];
        Assert.Equal((string?)objects["Gateway otelshop"].At("spec/listeners/0/tls/certificateRefs/0/name"), (string?)certificate.At("spec/target/name"));
        Assert.Equal("kubernetes.io/tls", (string?)certificate.At("spec/target/template/type"));
        Assert.Equal("{{ .certificate | b64dec | pkcs12key }}", (string?)certificate.At("spec/target/template/data")!["tls.key"]);
        Assert.Equal("shop-tls", (string?)certificate.At("spec/data/0/remoteRef/key"));
        Assert.Equal("https://shared.vault.azure.net", (string?)objects[$"SecretStore {certificate.At("spec/secretStoreRef/name")}"].At("spec/provider/azurekv/vaultUrl"));
        Assert.DoesNotContain("ExternalSecret otelshop-tls", (await _model.ObjectsAsync()).Keys);
    }

    [Fact]
    public async Task The_certificate_of_the_gateway_comes_from_cert_manager_in_the_home_standalone()
    {
        (_model.Kubernetes.Resource.Stages[0].UsesTls, _model.Kubernetes.Resource.Stages[0].Host, _model.Kubernetes.Resource.Stages[0].Issuer) = (true, "shop.example.com", "our-issuer");
        _model.AddWeb("shop").WithExternalHttpEndpoints();

        var objects = await _model.ObjectsAsync();

        var certificate = objects["Certificate otelshop-tls"];
        Assert.Equal((string?)objects["Gateway otelshop"].At("spec/listeners/0/tls/certificateRefs/0/name"), (string?)certificate.At("spec/secretName"));
        Assert.Equal("shop.example.com", (string?)certificate.At("spec/dnsNames/0"));
        Assert.Equal("our-issuer", (string?)certificate.At("spec/issuerRef/name"));
        Assert.Equal("web", (string?)objects["HTTPRoute shop"].At("spec/parentRefs/0/sectionName"));
        Assert.Equal("https", (string?)objects["HTTPRoute redirect-to-tls"].At("spec/rules/0/filters/0/requestRedirect/scheme"));
        Assert.Equal("1.2", (string?)objects["ClientTrafficPolicy otelshop"].At("spec/tls/minVersion"));
        Assert.DoesNotContain("Certificate otelshop-tls", (await _model.ObjectsAsync(KubernetesHome.Azure)).Keys);
    }
}
