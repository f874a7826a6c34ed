using System.Text.Json;
using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Monitoring;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>Writes <c>backstage/catalog.yaml</c>: the shop as Backstage's catalog sees it, with owners and dependencies of the model.</summary>
internal static class CatalogWriter
{
    // Seen from the file.
    private const string Protocol = "../../protos/oteldemo.proto";

    public static void Write(OutputFiles files, ShopModel shop, MonitoredShop monitored)
    {
        var owners = monitored.Services.Select(service => service.Owner).Append(MonitoredService.DefaultOwner).Distinct().Order(StringComparer.Ordinal);
        JsonNode[] entities =
        [
            .. owners.Select(owner => Entity("Group", owner, null, new { type = "team", children = Array.Empty<string>() })),
            Entity("System", Labels.Shop, null, new { owner = MonitoredService.DefaultOwner }),
            .. monitored.Dependencies.Select(dependency => Entity("Resource", dependency.Name, null, new { type = TypeOf(dependency.Kind), owner = MonitoredService.DefaultOwner, system = Labels.Shop })),
            .. monitored.Services.Select(service => Component(shop, monitored, service)),
            .. monitored.Services.Where(IsApi).Select(service => Entity("API", ApiOf(service.Name), null, new
            {
                type = "grpc",
                lifecycle = "production",
                owner = service.Owner,
                system = Labels.Shop,
                definition = new Dictionary<string, string> { ["$text"] = Protocol },
            })),
        ];
        files.Add("backstage/catalog.yaml", Yaml.Header + Yaml.Write(entities));
    }

    private static JsonObject Component(ShopModel shop, MonitoredShop monitored, MonitoredService service)
    {
        var annotations = new Dictionary<string, string>
        {
            ["backstage.io/kubernetes-label-selector"] = $"{Labels.Name}={service.Name},{Labels.PartOf}={Labels.Shop}",
            ["github.com/project-slug"] = new Uri(shop.Environment.SourceRepository).AbsolutePath.Trim('/'),
        };
        var used = service.Uses.Where(name => name != service.Name).ToList();
        return Entity("Component", service.Name, annotations, new
        {
            type = service.IsEntrance ? "website" : "service",
            lifecycle = "production",
            owner = service.Owner,
            system = Labels.Shop,
            providesApis = IsApi(service) ? [ApiOf(service.Name)] : Array.Empty<string>(),
            consumesApis = monitored.Services.Where(other => IsApi(other) && used.Contains(other.Name)).Select(other => ApiOf(other.Name)),
            dependsOn = used.Select(name => $"{(monitored.Services.Any(other => other.Name == name) ? "component" : "resource")}:{name}"),
        });
    }

    private static bool IsApi(MonitoredService service) => service.Protocol is ServiceProtocol.Grpc;

    private static string ApiOf(string service) => $"{service}-grpc";

    private static string TypeOf(DependencyKind kind) => kind switch
    {
        DependencyKind.PostgreSql => "database",
        DependencyKind.Redis => "cache",
        _ => "broker",
    };

    private static JsonObject Entity(string kind, string name, IReadOnlyDictionary<string, string>? annotations, object spec)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (annotations is not null)
            metadata["annotations"] = JsonSerializer.SerializeToNode(annotations);
        return new JsonObject { ["apiVersion"] = "backstage.io/v1alpha1", ["kind"] = kind, ["metadata"] = metadata, ["spec"] = JsonSerializer.SerializeToNode(spec) };
    }
}
