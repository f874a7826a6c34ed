namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ReferenceCheckTests
{
    [Fact]
    public void References_that_resolve_pass() => Assert.Empty(ReferenceCheck.Check(Shop.Objects));

    [Theory]
    [InlineData("name: settings, key", "name: setting, key", "container cart: LOG_LEVEL: there is no ConfigMap setting")]
    [InlineData("key: level", "key: levels", "container cart: LOG_LEVEL: ConfigMap settings has no key levels")]
    [InlineData("key: password", "key: user", "container cart: REDIS_PASSWORD: Secret valkey has no key user")]
    [InlineData("secretKey: password", "secretKey: user", "container cart: REDIS_PASSWORD: Secret valkey has no key password")]
    [InlineData("$(REDIS_PASSWORD)", "$(VALKEY_PASSWORD)", "container cart: REDIS uses $(VALKEY_PASSWORD), which is not defined before it")]
    [InlineData("name: LOG_LEVEL", "name: REDIS", "container cart: REDIS is defined twice")]
    [InlineData("startupProbe", "envFrom: [ { secretRef: { name: other } } ]\n          startupProbe", "container cart: there is no Secret other")]
    [InlineData("name: scratch, mountPath", "name: temp, mountPath", "container cart: mounts the volume temp, which is not there")]
    [InlineData("emptyDir: {}", "configMap: { name: settings, items: [ { key: x, path: x } ] }", "volume scratch: ConfigMap settings has no key x")]
    [InlineData("emptyDir: {}", "projected: { sources: [ { secret: { name: other } } ] }", "volume scratch: there is no Secret other")]
    [InlineData("emptyDir: {}", "persistentVolumeClaim: { claimName: data }", "volume scratch: there is no PersistentVolumeClaim data")]
    [InlineData("serviceAccountName: cart", "serviceAccountName: car", "there is no ServiceAccount car")]
    [InlineData("serviceAccountName: cart", "priorityClassName: high", "there is no PriorityClass high")]
    public void A_reference_to_nothing_is_named(string old, string replacement, string fault) =>
        Assert.Equal([$"Deployment/cart: {fault}"], ReferenceCheck.Check(Shop.With(old, replacement)));

    [Theory]
    [InlineData("secretProviderClass: keys", new string[0])]
    [InlineData("secretProviderClass: others", new[] { "container cart: REDIS_PASSWORD: there is no Secret valkey", "volume store: there is no SecretProviderClass others" })]
    [InlineData("fsType: ext4", new[] { "container cart: REDIS_PASSWORD: there is no Secret valkey" })]
    public void A_Secret_of_the_CSI_driver_is_there_for_pods_that_mount_it(string attribute, string[] faults)
    {
        const string Class = "apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata: { name: keys, namespace: shop }\nspec: { secretObjects: [ { secretName: valkey, data: [ { objectName: valkey, key: password } ] } ] }";
        var objects = Shop.With("volumes: [", $"volumes: [ {{ name: store, csi: {{ driver: secrets-store.csi.k8s.io, volumeAttributes: {{ {attribute} }} }} }},").Where(item => item.Kind != "ExternalSecret");

        Assert.Equal(faults.Select(fault => $"Deployment/cart: {fault}"), ReferenceCheck.Check([.. objects, .. KubernetesObject.Parse(Class)]));
    }

    [Fact]
    public void A_scaler_that_logs_in_with_a_key_that_is_not_there_is_named() => Assert.Equal(
        ["TriggerAuthentication/login: Secret valkey has no key user"],
        ReferenceCheck.Check(Shop.And("{ kind: TriggerAuthentication, metadata: { name: login, namespace: shop }, spec: { secretTargetRef: [ { name: valkey, key: user } ] } }")));

    [Theory]
    [InlineData("spec: { data: [ { secretKey: password, remoteRef: { key: valkey } } ] }", "spec: { dataFrom: [ { extract: { key: valkey } } ] }")]
    [InlineData("spec: { data: [ { secretKey: password", "spec: { target: { template: { data: { password: x } } }, data: [ { secretKey: raw")]
    [InlineData("key: level", "key: levels, optional: true")]
    [InlineData("$(REDIS_PASSWORD)", "$$(OTHER)")]
    public void What_resolves_at_run_time_passes(string old, string replacement) => Assert.Empty(ReferenceCheck.Check(Shop.With(old, replacement)));
}
