using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Collector;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>
/// What Falco reports about running containers. A service is one .NET process that connects to the ports of its network policy and writes nothing below its
/// own folder; anything else is a breach, or a change that the model does not know.
/// </summary>
internal sealed class FalcoRules(OutputFiles files, ShopModel shop)
{
    private const string Folder = "policies/falco";
    private const string Namespace = "falco";
    private const string File = "otelshop.yaml";
    private const string Started = "evt.type in (execve, execveat) and evt.dir = <";
    private const string Opened = "evt.type in (open, openat, openat2, creat)";
    private const string Where = "pod=%k8s.pod.name namespace=%k8s.ns.name image=%container.image.repository process=%proc.cmdline parent=%proc.pname";

    /// <param name="published">Objects of the shop, in every variant without a mesh.</param>
    public void Write(IEnumerable<KubernetesObject> published)
    {
        var policies = published.Where(target => target.Kind == "NetworkPolicy").ToList();
        var list = new ObjectList(Namespace, new ObjectCache());
        // It reads the system calls of the node.
        list.Add(CollectorParts.Namespace(Namespace, enforce: "privileged"), Namespace);
        files.Add($"{Folder}/namespace.yaml", Yaml.Header + Yaml.Write(list.Objects.Select(target => target.Json)));
        files.Add($"{Folder}/{File}", Yaml.Header + Yaml.Write(TemplateNode.Of(JsonSerializer.SerializeToNode(Rules(policies)))));
        files.Add($"{Folder}/kustomization.yaml", Yaml.Header + Yaml.Write([new JsonObject
        {
            ["apiVersion"] = "kustomize.config.k8s.io/v1beta1",
            ["kind"] = "Kustomization",
            ["resources"] = new JsonArray("namespace.yaml"),
            // Falco reads a changed file again by itself.
            ["generatorOptions"] = new JsonObject { ["disableNameSuffixHash"] = true },
            ["configMapGenerator"] = new JsonArray(new JsonObject { ["name"] = "falco-otelshop", ["namespace"] = Namespace, ["files"] = new JsonArray(File) }),
        }]));
    }

    private object[] Rules(List<KubernetesObject> policies)
    {
        Workload[] services = [.. shop.Workloads.Where(workload => workload.PublicImage is null)];
        return
        [
            new { list = "otelshop_namespaces", items = shop.Environment.Stages.Select(stage => stage.Namespace) },
            new { list = "otelshop_shells", items = new[] { "ash", "bash", "busybox", "dash", "ksh", "sh", "zsh" } },
            new { macro = "otelshop_container", condition = "container.id != host and k8s.ns.name in (otelshop_namespaces)" },
            new { macro = "otelshop_service", condition = $"otelshop_container and container.image.repository startswith {ImagePrefix}" },
            .. services.Select(service => new { list = PortsOf(service), items = Ports(service, policies) }),
            new
            {
                macro = "otelshop_expected_connection",
                condition = string.Join(" or ", services.Select(service => $"(container.image.repository = {ImagePrefix}{service.Name} and fd.sport in ({PortsOf(service)}))")),
            },
            Rule("Shell in a container of the shop", "The image of a service has no shell, and databases start theirs before they are ready.", "CRITICAL", $"{Started} and otelshop_service and proc.name in (otelshop_shells)", Where),
            Rule("Unexpected process in a service", "A service is one process of .NET, and starts no other.", "CRITICAL", $"{Started} and otelshop_service and not proc.name in (dotnet, otelshop_shells)", Where),
            Rule(
                "Connection that the graph does not have", "A service connects to the ports of its network policy alone.", "WARNING",
                "evt.type = connect and fd.typechar in (4, 6) and otelshop_service and not fd.snet in (\"127.0.0.0/8\", \"::1/128\") and not otelshop_expected_connection", $"{Where} connection=%fd.name"),
            Rule("Write below the folder of a service", "The code below /app belongs to root and does not change; an attempt counts too.", "ERROR", $"{Opened} and evt.is_open_write = true and otelshop_service and fd.name startswith /app/", $"{Where} file=%fd.name"),
            Rule(
                "Token of a service account is read", "No pod of the shop calls the API server.", "CRITICAL",
                $"{Opened} and evt.is_open_read = true and otelshop_container and (fd.name startswith /var/run/secrets/kubernetes.io/serviceaccount or fd.name startswith /run/secrets/kubernetes.io/serviceaccount)",
                $"{Where} file=%fd.name"),
        ];
    }

    private string ImagePrefix => $"{shop.Environment.ImageRegistry}/{Labels.Shop}/";

    private static string PortsOf(Workload service) => $"otelshop_ports_{service.Name.Replace('-', '_')}";

    private static object Rule(string name, string description, string priority, string condition, string details) =>
        new { rule = name, desc = description, condition, output = $"{name} ({details})", priority, tags = new[] { Labels.Shop } };

    // Ports that any variant lets the service reach.
    private static int[] Ports(Workload service, List<KubernetesObject> policies) =>
    [
        .. from policy in policies
           let selected = policy.Json["spec"]!["podSelector"]?["matchLabels"]?.AsObject()
           where selected is null or { Count: 0 } || (string?)selected[Labels.Name] == service.Name || (selected.ContainsKey(Identities.Label) && service.HasIdentity(KubernetesHome.Azure))
           from rule in policy.Json["spec"]!["egress"]?.AsArray() ?? []
           from port in rule!["ports"]?.AsArray() ?? []
           select int.Parse(port!["port"]!.ToString(), CultureInfo.InvariantCulture) into number
           group number by number into ports
           orderby ports.Key
           select ports.Key,
    ];
}
