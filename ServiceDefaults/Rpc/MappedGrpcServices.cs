using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>The gRPC services of the application. Health by service name needs them before the host publishes its endpoints.</summary>
internal sealed class MappedGrpcServices
{
    // Asked by liveness probes of ports that speak HTTP/2 only: as /alive elsewhere.
    private const string AliveService = "alive";

    /// <summary>Set while endpoints are mapped; read when the host starts.</summary>
    public IEndpointRouteBuilder? Routes { get; set; }

    /// <summary>Reports every mapped service as healthy as the whole server.</summary>
    public void AddTo(ServiceMappingCollection health)
    {
        var methods = (Routes?.DataSources ?? []).SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.ServiceName);
        foreach (var service in methods.OfType<string>().Distinct(StringComparer.Ordinal))
            health.Map(service, _ => true);
        health.Map(AliveService, check => check.Tags.Contains("live"));
    }
}
