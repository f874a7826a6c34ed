using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Locust;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>Locust in a cluster: a master with the web UI, and workers that make the load.</summary>
internal static class LocustWorkloads
{
    private const long User = 1000;
    private const string Target = "LOCUST_HOST";

    // A worker listens at no port. The kernel's table has an established connection to the master's.
    private static readonly string[] IsConnectedToMaster = ["grep", "-q", $":{LocustSettings.MasterPort:X4} 01 ", "/proc/net/tcp", "/proc/net/tcp6"];

    public static IEnumerable<Workload> Of(LocustResource locust, KubernetesService options, IEnumerable<KeyValuePair<string, object>> variables)
    {
        var files = Directory.EnumerateFiles(locust.Folder).Where(file => Path.GetExtension(file) is ".py" or ".json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        var image = new PublicImage($"docker.io/{LocustSettings.Image}:{LocustSettings.ImageTag}", User, locust.Name, files, $"{locust.Name}-files", LocustSettings.ContainerFolder, 1);
        var ofMaster = new Dictionary<string, object>(variables);
        var ofWorker = new Dictionary<string, object>(ofMaster);
        LocustSettings.MakeMaster(ofMaster, expected: 1);
        LocustSettings.MakeWorker(ofWorker, locust.Name, LocustSettings.MasterPort);
        // The master shows the address and calls nothing there.
        if (ofMaster.TryGetValue(Target, out var target))
            ofMaster[Target] = new ValueReader(locust.Name).Read(target);

        var master = ModelReader.Read(locust, options, ofMaster);
        yield return master with
        {
            PublicImage = image,
            Ports = [.. master.Ports, new WorkloadPort(LocustResource.MasterEndpointName, LocustSettings.MasterPort, IsHttp2: false, IsExternal: false) { IsTcp = true }],
        };
        var worker = ModelReader.Read(new LocustResource($"{locust.Name}-worker", locust.Command, locust.WorkingDirectory), options, ofWorker);
        yield return worker with
        {
            PublicImage = image with { Replicas = Math.Max(1, locust.Workers), ProbeCommand = IsConnectedToMaster },
            Edges = [.. worker.Edges, new Edge(worker.Name, locust.Name, LocustSettings.MasterPort)],
        };
    }
}
