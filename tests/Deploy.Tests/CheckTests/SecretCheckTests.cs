namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class SecretCheckTests
{
    private const string Reference = "name: REDIS_PASSWORD, valueFrom: { secretKeyRef: { name: valkey, key: password } }";

    [Fact]
    public void References_to_secrets_pass() => Assert.Empty(SecretCheck.Check(Shop.Objects));

    [Theory]
    [InlineData(Reference, "name: REDIS_PASSWORD, value: x", "Deployment/cart: REDIS_PASSWORD of container cart holds a literal secret")]
    [InlineData(Reference, "name: Flagd__BrowserToken, value: x", "Deployment/cart: Flagd__BrowserToken of container cart holds a literal secret")]
    [InlineData("password=$(REDIS_PASSWORD)", "password=x", "Deployment/cart: REDIS of container cart holds a literal secret")]
    [InlineData("valkey:6379,password=$(REDIS_PASSWORD)", "postgresql://shop:x@postgres/catalog", "Deployment/cart: REDIS of container cart holds a literal secret")]
    [InlineData("level: Information", "level: Information, API_KEY: x", "ConfigMap/settings: API_KEY holds a literal secret")]
    public void A_literal_secret_is_named(string old, string replacement, string fault) => Assert.Equal([fault], SecretCheck.Check(Shop.With(old, replacement)));

    [Theory]
    [InlineData("name: KeysFolder, value: /keys")]
    [InlineData("name: REDIS_KEY, value: $(OTHER)")]
    [InlineData("name: KEEP_ALIVE, value: \"1\"")]
    public void A_name_that_only_resembles_a_secret_passes(string variable) => Assert.Empty(SecretCheck.Check(Shop.With(Reference, variable)));

    [Fact]
    public void A_secret_object_with_values_is_named() => Assert.Equal(
        ["Secret/valkey: holds values; reference a store instead"],
        SecretCheck.Check(Shop.And("{ apiVersion: v1, kind: Secret, metadata: { name: valkey, namespace: shop }, stringData: { password: x } }")));
}
