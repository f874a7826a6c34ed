using Aspire.Hosting;
using k8s.Models;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Startup, readiness and liveness, each asked in a way that the port can answer.</summary>
internal static class Probes
{
    // grpc.health.v1 reports this name from the checks that /alive runs.
    private const string Alive = "alive";

    public static void AddTo(V1Container container, Workload workload)
    {
        if (workload.PublicImage is { } image)
        {
            AddTo(container, image, workload.Port(null));
            return;
        }

        var port = workload.Port(workload.Options.ProbeEndpoint)
            ?? throw new DistributedApplicationException($"{workload.Name} has no endpoint to probe: name one below Kestrel:Endpoints in its appsettings.json.");
        // A start that migrates a database may take two minutes.
        container.StartupProbe = Probe(port, Alive, periodSeconds: 2, failures: 60);
        container.ReadinessProbe = Probe(port, "", periodSeconds: 5, failures: 3);
        container.LivenessProbe = Probe(port, Alive, periodSeconds: 10, failures: 3);
    }

    private static void AddTo(V1Container container, PublicImage image, WorkloadPort? port)
    {
        V1Probe Ask(int periodSeconds, int failures) => new()
        {
            Exec = image.ProbeCommand is { } command ? new V1ExecAction { Command = [.. command] } : null,
            HttpGet = image.ProbeCommand is null ? new V1HTTPGetAction { Port = port!.Name, Path = "/", Scheme = "HTTP" } : null,
            PeriodSeconds = periodSeconds,
            TimeoutSeconds = 3,
            FailureThreshold = failures,
        };
        (container.StartupProbe, container.ReadinessProbe, container.LivenessProbe) = (Ask(2, 60), Ask(5, 3), Ask(10, 3));
    }

    // Kubelet speaks HTTP/1.1, which an HTTP/2-only listener refuses, and gRPC.
    private static V1Probe Probe(WorkloadPort port, string service, int periodSeconds, int failures) => new()
    {
        Grpc = port.IsHttp2 ? new V1GRPCAction { Port = port.Number, Service = service } : null,
        HttpGet = port.IsHttp2 ? null : new V1HTTPGetAction { Port = port.Name, Path = service.Length > 0 ? "/alive" : "/health", Scheme = "HTTP" },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = 3,
        FailureThreshold = failures,
    };
}
