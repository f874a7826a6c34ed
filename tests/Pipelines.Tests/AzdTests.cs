using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

public sealed partial class AzdTests
{
    private const string Outputs = """
        {"azure":{"keyVaultUrl":"https://otel-demo-dev.vault.azure.net/","identityClientId":"4b2c","dataSubnet":"10.0.3.0/24","gatewaySubnet":"10.0.4.0/24"},
         "backing":{"azure":{"kafka":{"KAFKA_HOST":"dev-events.servicebus.windows.net"},
         "postgres":{"POSTGRES_HOST":"dev.postgres.database.azure.com"},"valkeyCart":{"VALKEY_CART_HOST":"dev.redis.azure.net"}}}}
        """;

    [Fact]
    public async Task The_schema_of_azd_accepts_azure_yaml() => Findings.None(await Schemas.FindingsAsync("azure.yaml.schema.json", new JsonObject { ["azure.yaml"] = await ReadAsync() }));

    // The schema leaves both open.
    [Fact]
    public async Task Host_and_provider_are_spelt_as_azd_knows_them()
    {
        var azure = await ReadAsync();

        Assert.Equal(("terraform", "aks"), ((string?)azure["infra"]!["provider"], (string?)azure["services"]!["shop"]!["host"]));
        Assert.Null(azure["services"]!["shop"]!["language"]);
    }

    [Fact]
    public async Task Every_path_exists_and_hooks_are_executable()
    {
        var azure = await ReadAsync();
        var hooks = azure["hooks"]!.AsObject().Select(hook => (string)hook.Value!["run"]!).ToList();

        Assert.All(hooks, hook => Assert.True(
            File.Exists(Checkout.At(hook)) && (OperatingSystem.IsWindows() || File.GetUnixFileMode(Checkout.At(hook)).HasFlag(UnixFileMode.UserExecute)), hook));
        Assert.All((string[])["main.tf", "main.tfvars.json", "provider.conf.json"], file => Assert.True(File.Exists(Checkout.At((string)azure["infra"]!["path"]!, file)), file));
        Assert.True(File.Exists(Checkout.At((string)azure["services"]!["shop"]!["k8s"]!["helm"]!["releases"]![0]!["chart"]!, "Chart.yaml")));
    }

    // azd fills the file in from its environment. Terraform warns about a variable that is not declared, and asks for one that has no default.
    [Fact]
    public void The_variables_that_azd_sets_are_those_of_the_environment()
    {
        var declared = Declared().Matches(Checkout.Read("deploy", "terraform", "environments", "dev", "variables.tf"));
        var set = JsonNode.Parse(Checkout.Read("deploy", "terraform", "environments", "dev", "main.tfvars.json"))!.AsObject().Select(variable => variable.Key).ToList();

        Assert.Subset(declared.Select(match => match.Groups["name"].Value).ToHashSet(), set.ToHashSet());
        Assert.Superset((from match in declared where !match.Value.Contains(" default ", StringComparison.Ordinal) select match.Groups["name"].Value).ToHashSet(), set.ToHashSet());
    }

    [Fact]
    public void The_hooks_read_outputs_that_Terraform_has()
    {
        var outputs = Checkout.Read("deploy", "terraform", "environments", "dev", "outputs.tf");

        Assert.All((string[])["helm_values", "AZURE_CONTAINER_REGISTRY_ENDPOINT", "AZURE_RESOURCE_GROUP", "AZURE_AKS_CLUSTER_NAME"], name =>
            Assert.Contains($"output \"{name}\"", outputs, StringComparison.Ordinal));
    }

    [Fact]
    public void What_azd_installs_has_the_versions_that_Argo_CD_installs()
    {
        var argo = string.Concat(Checkout.Files("deploy/gitops/addons", "applications.yaml").Select(path => Checkout.Read(path)));

        Findings.None(from line in File.ReadLines(Checkout.At("eng", "azd", "predeploy.sh"))
                      let words = line.Split(' ')
                      where words[0] == "install" && words.Length > 4
                      where !Regex.IsMatch(argo, $"chart: {Regex.Escape(words[3].Split('/')[^1])}\\n +targetRevision: {Regex.Escape(words[4])}\\n")
                      select line);
    }

    [Fact]
    public async Task The_chart_renders_with_the_values_that_the_hook_writes()
    {
        using var clone = await Clone.CreateAsync("deploy/helm");
        await HookAsync(clone, "postprovision.sh", ("helm_values", Outputs), ("AZURE_CONTAINER_REGISTRY_ENDPOINT", "otelshop.azurecr.io"));

        var values = Path.Combine(clone.Root, "artifacts", "azd", "values.json");
        var render = (await Programs.HelmAsync("template", "otelshop", Path.Combine(clone.Root, "deploy", "helm", "otelshop"), "--values", values, "--set-string", "image.tag=1.0.0")).Succeeded();

        Assert.Contains("otelshop.azurecr.io/otelshop/cart:1.0.0", render, StringComparison.Ordinal);
        Assert.Contains("apache/kafka", render, StringComparison.Ordinal);
    }

    // Nothing that azd installs scales consumers there, or serves the Gateway.
    [Fact]
    public async Task The_home_azure_is_refused()
    {
        using var clone = await Clone.CreateAsync();

        Assert.Contains("needs Prometheus and the ALB controller",
            (await HookAsync(clone, "postprovision.sh", ("helm_values", Outputs), ("AZURE_CONTAINER_REGISTRY_ENDPOINT", "otelshop.azurecr.io"), ("SHOP_HOME", "azure"))).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_outputs_the_hook_says_what_to_run()
    {
        using var clone = await Clone.CreateAsync();

        Assert.Contains("run azd provision", (await HookAsync(clone, "postprovision.sh")).Failed(), StringComparison.Ordinal);
    }

    [Theory, InlineData("prod"), InlineData("sandbox")]
    public async Task Other_stages_than_dev_are_refused(string environment)
    {
        using var clone = await Clone.CreateAsync();

        Assert.Contains("azd creates the stage dev only", (await HookAsync(clone, "preprovision.sh", ("AZURE_ENV_NAME", environment))).Failed(), StringComparison.Ordinal);
    }

    private static Task<Outcome> HookAsync(Clone clone, string hook, params (string Name, string Value)[] variables) =>
        Programs.ScriptAsync(clone.Root, $"eng/azd/{hook}", [], variables.ToDictionary(variable => variable.Name, variable => variable.Value));

    private static async Task<JsonObject> ReadAsync() => JsonNode.Parse((await Programs.NodeAsync("pipelines.mjs", "", "github", "azure.yaml")).Succeeded())![0]!.DeepClone().AsObject();

    [GeneratedRegex("""variable "(?<name>\w+)" \{.*?\n\}""", RegexOptions.Singleline)]
    private static partial Regex Declared();
}
