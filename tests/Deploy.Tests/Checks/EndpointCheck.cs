using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Services lead to pods and ports that exist, and probes ask a port in its own protocol.</summary>
internal static class EndpointCheck
{
    private static readonly string[] ProbeNames = ["startupProbe", "readinessProbe", "livenessProbe"];

    public static IEnumerable<string> OfServices(IReadOnlyList<KubernetesObject> objects)
    {
        var workloads = Workload.Of(objects.Where(item => !item.IsHook));
        return objects.Where(item => item.Kind == "Service" && item.Spec.At("selector") is not null)
            .SelectMany(service => OfService(service, Selected(service, workloads)).Select(fault => $"{service}: {fault}"));
    }

    public static IEnumerable<string> OfProbes(IReadOnlyList<KubernetesObject> objects)
    {
        var services = objects.Where(item => item.Kind == "Service").ToList();
        return from workload in Workload.Of(objects)
               where workload.IsService
               from container in workload.Containers
               from name in ProbeNames
               // An exporter that is not ready must not take the server beside it out of its Service.
               where name == "livenessProbe" || container.Text("name") != $"{workload.Name}-exporter"
               from fault in OfProbe(container, container[name], port => SpeaksHttp2(workload, services, port))
               select $"{workload}: the {name} of container {container.Text("name")} {fault}";
    }

    private static List<Workload> Selected(KubernetesObject service, IEnumerable<Workload> workloads) =>
        [.. workloads.Where(workload => workload.Namespace == service.Namespace && LabelSelector.MatchesLabels(service.Spec.At("selector"), workload.Labels))];

    private static IEnumerable<string> OfService(KubernetesObject service, List<Workload> selected)
    {
        if (selected.Count == 0) yield return "selects no pod";
        foreach (var port in service.Spec.Items("ports"))
        {
            var (target, protocol) = (port.Text("targetPort") ?? port.Text("port"), port.Text("protocol") ?? "TCP");
            foreach (var workload in selected.Where(workload => !workload.Ports.Any(open => open.Is(target) && open.Protocol == protocol)))
                yield return $"{workload} has no port {target}/{protocol}";
        }

        foreach (var twice in service.Spec.Items("ports").GroupBy(port => (port.Text("port"), port.Text("protocol") ?? "TCP")).Where(group => group.Count() > 1))
            yield return $"has port {twice.Key.Item1}/{twice.Key.Item2} twice";
    }

    private static IEnumerable<string> OfProbe(JsonNode container, JsonNode? probe, Func<ContainerPort, bool?> speaksHttp2)
    {
        if (probe is null) return ["is missing"];
        var (kind, reference) = probe["httpGet"] is { } http ? ("HTTP", http.Text("port")) : probe["grpc"] is { } grpc ? ("gRPC", grpc.Text("port"))
            : probe["tcpSocket"] is { } tcp ? ("TCP", tcp.Text("port")) : ("exec", null);
        if (kind == "exec") return [];
        var port = container.Items("ports").Select(open => new ContainerPort(open.Number("containerPort") ?? 0, open.Text("protocol") ?? "TCP", open.Text("name")))
            .FirstOrDefault(open => open.Is(reference));
        if (port is null) return [$"asks the port {reference}, which the container does not have"];
        return (kind, speaksHttp2(port)) switch
        {
            ("HTTP", true) => [$"asks port {reference} by HTTP/1.1, but it speaks HTTP/2 only"],
            ("gRPC", false) => [$"asks port {reference} by gRPC, but it speaks HTTP/1.1"],
            _ => [],
        };
    }

    // The service's appProtocol says it; null when no service does.
    private static bool? SpeaksHttp2(Workload workload, List<KubernetesObject> services, ContainerPort port) =>
        services.Where(service => service.Namespace == workload.Namespace && LabelSelector.MatchesLabels(service.Spec.At("selector"), workload.Labels))
            .SelectMany(service => service.Spec.Items("ports"))
            .Where(open => port.Is(open.Text("targetPort") ?? open.Text("port")))
            .Select(open => open.Text("appProtocol"))
            .FirstOrDefault(protocol => protocol is not null) switch
        {
            "kubernetes.io/h2c" or "grpc" => true,
            "http" => false,
            _ => null,
        };
}
