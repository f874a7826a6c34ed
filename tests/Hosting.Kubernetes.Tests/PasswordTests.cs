namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>Passwords and secret parameters: who makes them, and how services and exporters read them.</summary>
public sealed class PasswordTests
{
    private readonly TestModel _model = new("dev");

    // The volume of a release that was uninstalled knows the old password.
    [Fact]
    public async Task A_generated_password_outlasts_the_release()
    {
        _model.AddPayment();

        Assert.Equal("keep", (string?)(await _model.ObjectsAsync())["ExternalSecret postgres-password"].At("metadata/annotations")!["helm.sh/resource-policy"]);
    }

    [Fact]
    public async Task A_service_reads_the_password_of_its_database_from_a_mounted_file()
    {
        _model.AddPayment();

        var objects = await _model.ObjectsAsync();

        var (deployment, volume) = (objects["Deployment payment"], objects["Deployment payment"].At("spec/template/spec/volumes")!.AsArray().Single(volume => volume!["secret"] is not null)!);
        var mount = deployment.Container()!["volumeMounts"]!.AsArray().Single(mount => (string)mount!["name"]! == (string)volume["name"]!)!;
        Assert.Equal($"{mount["mountPath"]}/value", (string?)deployment.Variable("Postgres__PasswordFile")!["value"]);
        Assert.Contains($"ExternalSecret {volume["secret"]!["secretName"]}", objects.Keys);
        Assert.Null(deployment.Variable("POSTGRES_PASSWORD"));
    }

    [Fact]
    public async Task A_service_reads_the_password_of_its_cache_from_a_mounted_file()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var deployment = (await _model.ObjectsAsync())["Deployment cart"];

        Assert.Equal("/etc/otelshop/secrets/valkey-cart-password/value", (string?)deployment.Variable("Redis__PasswordFile")!["value"]);
        Assert.Contains(deployment.Container()!["volumeMounts"]!.AsArray(), mount => (string)mount!["mountPath"]! == "/etc/otelshop/secrets/valkey-cart-password");
        Assert.Equal("$(VALKEY_CART_HOST):$(VALKEY_CART_PORT),ssl=$(VALKEY_CART_SSL)", (string?)deployment.Variable("ConnectionStrings__valkey-cart")!["value"]);
        Assert.Null(deployment.Variable("VALKEY_CART_PASSWORD"));
    }

    [Theory]
    [InlineData("postgres", "DATA_SOURCE_PASS_FILE", "/etc/otelshop/secrets/postgres-password/value")]
    [InlineData("valkey-cart", "REDIS_PASSWORD_FILE", "/etc/otelshop/secrets/valkey-cart-password/exporter.json")]
    public async Task An_exporter_reads_its_password_from_a_file_that_its_server_does_not_have(string server, string variable, string path)
    {
        _model.AddPayment();
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var containers = (await _model.ObjectsAsync())[$"StatefulSet {server}"].At("spec/template/spec/containers")!.AsArray();

        Assert.Equal(path, (string?)containers[1]!["env"]!.AsArray().Single(one => (string)one!["name"]! == variable)!["value"]);
        Assert.Equal(Path.GetDirectoryName(path), (string?)containers[1]!["volumeMounts"]!.AsArray().Single()!["mountPath"]);
        Assert.DoesNotContain("/etc/otelshop/secrets", containers[0]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_of_a_cache_is_also_in_the_form_of_its_exporter()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var secret = (await _model.ObjectsAsync())["ExternalSecret valkey-cart-password"];

        Assert.Equal("""{"redis://localhost:6379": "{{ .value }}"}""", (string?)secret.At("spec/target/template/data")!["exporter.json"]);
        Assert.Equal("{{ .value }}", (string?)secret.At("spec/target/template/data")!["value"]);
    }

    [Fact]
    public async Task A_database_with_a_role_of_its_own_is_made_with_it_and_its_service_gets_no_other_password()
    {
        _model.AddApi("payment").WithDatabase(_model.Builder.AddPostgres("postgres").AddDatabase("payments-database", "payments").WithOwnRole(), "payment");

        var objects = await _model.ObjectsAsync();
        var azure = (await _model.ObjectsAsync(KubernetesHome.Azure))["Deployment payment"];

        var deployment = objects["Deployment payment"];
        Assert.Contains("Username=payments;Database=payments", (string?)deployment.Variable("ConnectionStrings__payment")!["value"], StringComparison.Ordinal);
        Assert.Equal("/etc/otelshop/secrets/payments-database-password/value", (string?)deployment.Variable("Postgres__PasswordFile")!["value"]);
        Assert.DoesNotContain("postgres-password", deployment.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("CREATE DATABASE \"payments\" OWNER \"payments\";\n", (string?)objects["ConfigMap postgres"].At("data")?["databases.sql"], StringComparison.Ordinal);
        Assert.Contains("ExternalSecret payments-database-password", objects.Keys);
        Assert.Contains("ExternalSecret postgres-password", objects.Keys);
        Assert.Contains("Username=otelshop-dev-payment;Database=payments", (string?)azure.Variable("ConnectionStrings__payment")!["value"], StringComparison.Ordinal);
        Assert.DoesNotContain("payments-database-password", azure.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cache_is_reached_without_user_and_password_in_Azure()
    {
        _model.AddApi("cart").WithReference(_model.Builder.AddRedis("valkey-cart"));

        var deployment = (await _model.ObjectsAsync(KubernetesHome.Azure))["Deployment cart"];

        Assert.Equal("$(VALKEY_CART_HOST):$(VALKEY_CART_PORT),ssl=$(VALKEY_CART_SSL)", (string?)deployment.Variable("ConnectionStrings__valkey-cart")!["value"]);
        Assert.Null(deployment.Variable("VALKEY_CART_PASSWORD"));
    }

    [Fact]
    public async Task A_service_with_a_managed_service_has_an_identity_and_no_password()
    {
        _model.AddPayment();
        _model.AddApi("ad");

        var objects = await _model.ObjectsAsync(KubernetesHome.Azure);

        Assert.NotNull(objects["ServiceAccount payment"].At("metadata/annotations")!["azure.workload.identity/client-id"]);
        Assert.Equal("true", (string?)objects["Deployment payment"].At("spec/template/metadata/labels")!["azure.workload.identity/use"]);
        Assert.Null(objects["ServiceAccount ad"].At("metadata/annotations"));
        Assert.Null(objects["Deployment ad"].At("spec/template/metadata/labels")!["azure.workload.identity/use"]);
        Assert.DoesNotContain(objects, target => target.Value.ToJsonString().Contains("postgres-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_parameter_is_a_reference_and_its_value_is_nowhere()
    {
        _model.Builder.Configuration["Parameters:api-key"] = "leaked-value";
        _model.AddApi("cart").WithEnvironment("Api__Key", _model.Builder.AddParameter("api-key", secret: true));

        var files = (await _model.RenderAsync()).Files;
        var reference = (await _model.ObjectsAsync())["Deployment cart"].Variable("Api__Key").At("valueFrom/secretKeyRef");

        Assert.Equal("""{"key":"value","name":"api-key"}""", reference!.ToJsonString());
        Assert.DoesNotContain(files.Values, text => text.Contains("leaked-value", StringComparison.Ordinal));
    }
}
