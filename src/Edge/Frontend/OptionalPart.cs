using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults.Rpc;

namespace OtelShop.Frontends;

/// <summary>Loads what an answer can do without. A part that fails or is late is left out, with a log and an event of the request's span.</summary>
internal sealed class OptionalPart(IOptions<FrontendOptions> options, TimeProvider time, ILogger<OptionalPart> logger)
{
    /// <summary>The timeout is <see cref="FrontendOptions.OptionalTimeout"/> by default; an infinite one leaves it to the deadline of the calls.</summary>
    /// <returns>The part, or <paramref name="otherwise"/>.</returns>
    /// <exception cref="OperationCanceledException">The client hung up; an <see cref="RpcException"/> may say so too.</exception>
    public async Task<T> LoadAsync<T>(string part, Func<CancellationToken, Task<T>> load, T otherwise, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        using var limit = new CancellationTokenSource(timeout ?? options.Value.OptionalTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await load(either.Token);
        }
        catch (Exception error) when (error is RpcException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // A late call is cancelled here, which is not the backend's status.
            var status = limit.IsCancellationRequested ? StatusCode.DeadlineExceeded : (error as RpcException)?.StatusCode ?? StatusCode.Cancelled;
            logger.PartMissing(part, status.ToConventionName());
            FrontendTelemetry.PartOmitted(Activity.Current, part);
            return otherwise;
        }
    }
}
