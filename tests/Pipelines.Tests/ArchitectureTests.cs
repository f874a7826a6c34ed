using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>docs/architecture shows what is published. UPDATE_DOCS=1 writes the generated parts.</summary>
public sealed partial class ArchitectureTests(ShopObjects shop)
{
    private const string Folder = "docs/architecture";

    public static TheoryData<string> EachPage => [.. Checkout.Files(Folder, "*.md")];

    [Fact]
    public void The_diagram_of_the_system_has_every_call() => Holds("system", string.Join('\n',
    [
        "```mermaid", "flowchart LR", "  shopper([shopper]) --> frontend-proxy",
        .. from caller in shop.Calls
           where caller.Value.Length > 0
           select $"  {caller.Key} --> {string.Join(" & ", caller.Value.Select(Node))}",
        "```",
    ]));

    [Fact]
    public void The_table_of_services_has_ports_purposes_and_calls() => Holds("services", string.Join('\n',
    [
        "| Service | Ports | Purpose | Calls |", "|---|---|---|---|",
        .. from service in Checkout.Images()
           let calls = shop.Calls.GetValueOrDefault(service, [])
           select $"| {service} | {string.Join(", ", shop.Ports(service))} | {Purpose(service)} | {(calls.Length > 0 ? string.Join(", ", calls) : "–")} |",
    ]));

    [Fact]
    public void Each_call_of_the_data_flow_is_one_of_the_model() => Findings.None(
        from arrow in Arrow().Matches(Checkout.Read(Folder, "data-flow.md"))
        let left = arrow.Groups["from"].Value
        let right = arrow.Groups["to"].Value
        // A consumer calls Kafka, although its events come from there.
        let call = left == "kafka" ? (Caller: right, Target: left) : (Caller: left, Target: right)
        where left != "shopper" && !shop.Calls[call.Caller].Contains(call.Target)
        select arrow.Value);

    [Fact]
    public void The_infrastructure_shows_every_module_of_Terraform() => Findings.None(
        from path in Directory.GetDirectories(Checkout.At("deploy", "terraform", "modules"))
        let module = Path.GetFileName(path)
        where !Regex.IsMatch(Checkout.Read(Folder, "infrastructure.md"), $@"\b{module}\b")
        select module);

    [Fact]
    public void The_addresses_of_the_network_are_Terraforms()
    {
        var terraform = string.Concat(Checkout.Files("deploy/terraform", "*.tf").Select(path => Checkout.Read(path)));

        Findings.None(from address in Address().Matches(Checkout.Read(Folder, "network.md")) where !terraform.Contains(address.Value, StringComparison.Ordinal) select address.Value);
    }

    [Fact]
    public void The_deployment_names_every_pipeline_of_a_release() => Assert.All(
        (string[])["ci", "supply-chain", "cd-dev", "cd-staging", "cd-prod", "infra"],
        name => Assert.True(File.Exists(Checkout.At(".github", "workflows", $"{name}.yml")) && Checkout.Read(Folder, "deployment.md").Contains($"{name} ", StringComparison.Ordinal), name));

    [Fact]
    public void The_files_of_the_security_layers_exist() => Findings.None(
        from file in Code().Matches(Checkout.Read(Folder, "security.md"))
        where !File.Exists(Checkout.At(file.Groups[1].Value)) && !Directory.Exists(Checkout.At(file.Groups[1].Value))
        select file.Value);

    [Theory, MemberData(nameof(EachPage)), InlineData("docs/azure.md"), InlineData("docs/pipelines.md"), InlineData("README.md")]
    public void Links_lead_to_pages_and_headings_that_exist(string page) => Findings.None(
        from link in Link().Matches(Checkout.Read(page))
        let target = link.Groups["target"].Value.Split('#')
        where !target[0].Contains("://", StringComparison.Ordinal)
        let path = target[0].Length == 0 ? Checkout.At(page) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Checkout.At(page))!, target[0]))
        where !(File.Exists(path) || Directory.Exists(path)) || (target.Length > 1 && !Headings(path).Contains(target[1]))
        select link.Value);

    private static void Holds(string part, string expected)
    {
        var page = Checkout.At(Folder, "README.md");
        var text = File.ReadAllText(page);
        var generated = new Regex($"(?<=<!-- generated: {part} -->\n).*?(?=<!-- end -->)", RegexOptions.Singleline);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            lock (Folder) File.WriteAllText(page, generated.Replace(File.ReadAllText(page), expected + "\n"));
            return;
        }

        Assert.Equal(expected + "\n", generated.Match(text).Value);
    }

    private static string Node(string name) => name switch { "postgres" => "postgres[(postgres)]", "valkey-cart" => "valkey-cart[(valkey-cart)]", "kafka" => "kafka{{kafka}}", _ => name };

    // The first sentence of the service's README.
    private static string Purpose(string service)
    {
        var folder = string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        var readme = Checkout.Files("src", "README.md").Single(path => path.EndsWith($"/{folder}/README.md", StringComparison.Ordinal));
        var text = string.Join(' ', File.ReadLines(Checkout.At(readme)).SkipWhile(line => line.StartsWith('#') || line.Length == 0).TakeWhile(line => line.Length > 0));
        return Sentence().Match(Link().Replace(text, "${text}")).Value.TrimEnd('.', ':');
    }

    private static HashSet<string> Headings(string path) =>
        [.. from line in File.ReadLines(path) where line.StartsWith('#') select NoAnchor().Replace(line.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-')];

    [GeneratedRegex(@"^  (?<from>[\w-]+?)-?->>(?<to>[\w-]+):", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+/\d+")]
    private static partial Regex Address();

    [GeneratedRegex("`((?:deploy|src|docs|tests|azure-pipelines|\\.github)/[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!!)\[(?<text>[^\]]+)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^.*?[.:](?= |$)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
