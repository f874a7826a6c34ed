using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace OtelShop.FaultInjection;

/// <summary>Breaks HTTP requests right before their endpoint, inside of whatever shows the application's errors.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, RequestFaults faults)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!MayBreak(http))
            return next(http);

        var effect = faults.AffectAsync(http.RequestAborted);
        return effect.IsCompletedSuccessfully ? next(http) : AfterAsync(http, effect);
    }

    private async Task AfterAsync(HttpContext http, Task effect)
    {
        await effect;
        await next(http);
    }

    private static bool MayBreak(HttpContext http) =>
        // gRPC calls have their interceptor.
        http.GetEndpoint()?.Metadata is { } endpoint && endpoint.GetMetadata<GrpcMethodMetadata>() is null && endpoint.GetMetadata<StaticAssetDescriptor>() is null
        && endpoint.GetMetadata<FaultInjectionDisabled>() is null
        // The page that tells of an error must not have one itself.
        && http.Features.Get<IStatusCodeReExecuteFeature>() is null && http.Features.Get<IExceptionHandlerFeature>() is null;
}

/// <summary>Marks endpoints that no flag breaks.</summary>
internal sealed class FaultInjectionDisabled
{
    public static readonly FaultInjectionDisabled Instance = new();
}
