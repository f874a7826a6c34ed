using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The health service over the application's health checks: it runs them when asked, and watches see each published report.</summary>
internal sealed class HealthChecksService(
    HealthServiceImpl health, HealthCheckService checks, IOptions<GrpcHealthChecksOptions> options, IHostApplicationLifetime lifetime) : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (!options.Value.Services.TryGetValue(request.Service, out var mapping))
        {
            throw new RpcException(new Status(StatusCode.NotFound, $"Service '{request.Service}' is unknown."));
        }

        if (options.Value.UseHealthChecksCache) { return await health.Check(request, context).ConfigureAwait(false); }
        return new HealthCheckResponse { Status = await RunAsync(mapping, context.CancellationToken).ConfigureAwait(false) };
    }

    public override async Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var response = new HealthListResponse();
        foreach (var mapping in options.Value.Services)
        {
            response.Statuses.Add(mapping.Name, new HealthCheckResponse { Status = await RunAsync(mapping, context.CancellationToken).ConfigureAwait(false) });
        }

        return response;
    }

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        // The first answer must not wait for the next report.
        if (options.Value.Services.TryGetValue(request.Service, out var mapping))
        {
            health.SetStatus(mapping.Name, await RunAsync(mapping, context.CancellationToken).ConfigureAwait(false));
        }

        await using var ending = options.Value.SuppressCompletionOnShutdown ? default : lifetime.ApplicationStopping.Register(health.EndWatches);
        await health.Watch(request, responseStream, context).ConfigureAwait(false);
    }

    private async Task<ServingStatus> RunAsync(ServiceMapping mapping, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(
            check => mapping.HealthCheckPredicate(new HealthCheckMapContext(check.Name, check.Tags)), cancellationToken).ConfigureAwait(false);
        return report.Status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }
}
