using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Hosting.Tests.Manifest;

public sealed partial class ManifestTests(PublishedManifest manifest) : IClassFixture<PublishedManifest>
{
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["browser-token"] = "token",
        ["postgres-password"] = "p1",
        ["valkey-cart-password"] = "p2",
    };

    private AspirateReader Aspirate => new(manifest.Resources, Parameters);

    private AzdReader Azd => new(manifest.Resources);

    [Fact]
    public void Publishing_ends_with_exit_code_0_and_a_silent_standard_error()
    {
        Assert.Equal("", manifest.Run.Errors);
        Assert.Equal(0, manifest.Run.ExitCode);
    }

    [Fact]
    public void Every_resource_has_a_type_that_Aspirate_and_azd_read()
    {
        string[] types = ["project.v0", "project.v1", "container.v0", "value.v0", "parameter.v0"];

        Assert.All(manifest.Resources, resource => Assert.Contains(resource.Value!["type"]!.GetValue<string>(), types));
        Assert.Empty(Aspirate.Skipped);
        Assert.Empty(Azd.Refusals());
    }

    [Fact]
    public void The_workloads_are_the_services_flagd_load_and_three_backing_services()
    {
        string[] expected =
        [
            "accounting", "ad", "cart", "checkout", "currency", "email", "flagd", "fraud-detection", "frontend", "frontend-proxy", "image-provider", "kafka",
            "load-generator", "payment", "postgres", "product-catalog", "quote", "recommendation", "shipping", "valkey-cart",
        ];

        Assert.Equal(expected, Aspirate.Workloads.Order());
    }

    [Fact]
    public void Each_project_is_one_that_exists()
    {
        var projects = manifest.Resources.Select(resource => (string?)resource.Value!["path"]).OfType<string>().ToList();

        Assert.Equal(16, projects.Count);
        Assert.All(projects, project => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(manifest.Path)!, project)), project));
    }

    [Fact]
    public void Every_expression_resolves_for_Aspirate()
    {
        Assert.All(Expressions(manifest.Resources), text => Assert.DoesNotContain('{', Aspirate.Resolve(text)));
    }

    [Fact]
    public void Every_expression_resolves_for_azd()
    {
        Assert.All(Expressions(manifest.Resources), text => Assert.DoesNotMatch(SingleBrace(), Azd.Resolve(text)));
    }

    [Fact]
    public void An_expression_names_no_input_but_a_parameters_own()
    {
        var inputs = manifest.Resources.Where(resource => (string?)resource.Value!["type"] == "parameter.v0").ToList();

        Assert.Equal(Parameters.Keys.Order(), inputs.Select(parameter => parameter.Key).Order());
        Assert.All(inputs, parameter => Assert.Equal($"{{{parameter.Key}.inputs.value}}", (string?)parameter.Value!["value"]));
    }

    [Theory]
    [InlineData("checkout", "services__cart__grpc__0", "http://cart:8080")]
    [InlineData("checkout", "services__shipping__grpc__0", "http://shipping:8080")]
    [InlineData("shipping", "services__quote__grpc__0", "http://quote:8080")]
    [InlineData("cart", "services__flagd__sync__0", "http://flagd:8015")]
    [InlineData("cart", "ConnectionStrings__valkey-cart", "valkey-cart:6379,password=p2")]
    [InlineData("checkout", "ConnectionStrings__checkout", "Host=postgres;Port=5432;Username=postgres;Password=p1;Database=checkout")]
    [InlineData("accounting", "ConnectionStrings__kafka", "kafka:9092")]
    [InlineData("kafka", "KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:29092,PLAINTEXT_HOST://kafka:9092,PLAINTEXT_INTERNAL://kafka:9093")]
    public void An_Aspirate_deployment_receives_addresses_of_its_Services(string resource, string variable, string expected)
    {
        Assert.Equal(expected, Aspirate.Environment(resource)[variable]);
    }

    [Theory]
    [InlineData("checkout", "services__cart__grpc__0", "http://cart.internal.DOMAIN:80")]
    [InlineData("cart", "services__flagd__sync__0", "http://flagd:8015")]
    [InlineData("cart", "ConnectionStrings__valkey-cart", "valkey-cart:6379,password={{ securedParameter valkey-cart-password }}")]
    [InlineData("accounting", "ConnectionStrings__kafka", "kafka:9092")]
    public void A_container_app_receives_addresses_of_its_ingresses(string resource, string variable, string expected)
    {
        Assert.Equal(expected, Azd.Environment(resource)[variable]);
    }

    [Fact]
    public void Every_address_of_service_discovery_is_a_URL_to_a_port_of_a_Service()
    {
        var variables = Aspirate.Workloads.SelectMany(Aspirate.Environment).Where(variable => variable.Key.StartsWith("services__", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(variables);
        Assert.All(variables, variable =>
        {
            var address = new Uri(variable.Value);
            Assert.Equal("http", address.Scheme);
            Assert.Contains(address.Port, Aspirate.ServicePorts(address.Host).Values);
        });
    }

    [Fact]
    public void No_Service_has_a_port_twice_or_a_port_without_a_number()
    {
        Assert.All(Aspirate.Workloads.Select(Aspirate.ServicePorts), ports =>
        {
            Assert.NotEmpty(ports);
            Assert.Distinct(ports.Values);
            Assert.All(ports, port => Assert.InRange(port.Value, 1, 65_535));
        });
    }

    [Fact]
    public void No_port_demands_a_certificate()
    {
        Assert.All(manifest.Resources.SelectMany(resource => resource.Value!["bindings"]?.AsObject() ?? []), binding =>
            Assert.NotEqual("https", (string?)binding.Value!["scheme"]));
    }

    [Fact]
    public void The_flag_daemon_has_its_five_ports()
    {
        var expected = new Dictionary<string, int> { ["grpc"] = 8013, ["management"] = 8014, ["sync"] = 8015, ["ofrep"] = 8016, ["http"] = 4000 };

        Assert.Equal(expected, Aspirate.ServicePorts("flagd"));
    }

    [Fact]
    public void Only_the_proxy_is_public()
    {
        var external = manifest.Resources.Where(resource => (resource.Value!["bindings"]?.AsObject() ?? []).Any(binding => (bool?)binding.Value!["external"] == true));

        Assert.Equal(["frontend-proxy"], external.Select(resource => resource.Key));
    }

    [Fact]
    public void Secrets_are_secret_parameters_and_their_values_stand_nowhere()
    {
        Assert.All(Parameters.Keys, name => Assert.True((bool?)manifest.Resources[name]!["inputs"]!["value"]!["secret"], name));
        Assert.All(PublishedManifest.Secrets.Values, secret => Assert.DoesNotContain(secret, manifest.Text, StringComparison.Ordinal));
        Assert.All(Parameters.Keys, name => Assert.Null(manifest.Resources[name]!["inputs"]!["value"]!["default"]?["value"]));
    }

    // Aspirate puts variables of other names into ConfigMaps.
    [Fact]
    public void A_services_password_of_a_database_is_in_its_connection_strings_alone()
    {
        var services = manifest.Resources.Where(resource => (string?)resource.Value!["type"] == "project.v0").Select(resource => resource.Key);
        var holders = services.SelectMany(Aspirate.Environment).Where(variable => variable.Value.Contains("assword=p", StringComparison.Ordinal) || variable.Value is "p1" or "p2").ToList();

        Assert.NotEmpty(holders);
        Assert.All(holders, variable => Assert.StartsWith("ConnectionStrings__", variable.Key));
    }

    [Theory]
    [InlineData("postgres", "/var/lib/postgresql")]
    [InlineData("valkey-cart", "/data")]
    public void A_database_keeps_its_data_in_a_volume(string resource, string target)
    {
        Assert.Equal(target, (string?)Assert.Single(manifest.Resources[resource]!["volumes"]!.AsArray())!["target"]);
    }

    [Fact]
    public async Task A_second_publish_writes_the_same_bytes()
    {
        var first = await File.ReadAllBytesAsync(manifest.Path);

        var again = await manifest.PublishAsync();

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(first, await File.ReadAllBytesAsync(manifest.Path));
    }

    [Theory]
    [InlineData("Step 'publish-manifest' failed: ", "--publisher", "manifest", "--output-path", "/dev/null/manifest.json")]
    [InlineData("'--output-path [path]' option was not specified", "--publisher", "manifest")]
    [InlineData("--publisher is 'manifest', not 'helm'", "--publisher", "helm", "--output-path", "/dev/null/manifest.json")]
    [InlineData("Step 'no-such-step' not found", "--operation", "publish", "--step", "no-such-step")]
    public async Task A_publish_that_fails_ends_with_one_sentence_and_exit_code_1(string sentence, params string[] arguments)
    {
        var run = await AppHostProcess.RunAsync(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(sentence, Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Expressions(JsonNode? node) => node switch
    {
        JsonObject children => children.SelectMany(child => Expressions(child.Value)),
        JsonArray items => items.SelectMany(Expressions),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    [GeneratedRegex(@"(?<!\{)\{(?!\{)")]
    private static partial Regex SingleBrace();
}
