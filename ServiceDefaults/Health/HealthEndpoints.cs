using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.ServiceDefaults.Health;

/// <summary><c>/health</c>: everything the service needs answers. <c>/alive</c>: the process itself does; failing it is a reason to restart.</summary>
internal static class HealthEndpoints
{
    public const string HealthPath = "/health";
    public const string AlivePath = "/alive";
    private const string LiveTag = "live";

    public static void AddSelfCheck(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(HealthPath, new HealthCheckOptions { ResponseWriter = WriteAsync }).DisableHttpMetrics();
        endpoints.MapHealthChecks(AlivePath, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) }).DisableHttpMetrics();
    }

    /// <summary>Whether a request only asks how the service is, or what it offers: it is not traced, and nothing breaks it on purpose.</summary>
    public static bool IsProbe(PathString path) =>
        Is(path, HealthPath) || Is(path, AlivePath) || path.StartsWithSegments("/grpc.health.v1.Health") ||
        path.StartsWithSegments("/grpc.reflection.v1.ServerReflection") || path.StartsWithSegments("/grpc.reflection.v1alpha.ServerReflection");

    // Routing takes a path with a slash at its end for the same.
    private static bool Is(PathString path, string probe) => path.StartsWithSegments(probe, out var rest) && rest.Value is null or "" or "/";

    // Names of failing checks, so that a person who asks with curl knows where to look; no exception text.
    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
        });
}
