using Grpc.Core;
using OpenFeature;
using OtelShop.ServiceDefaults;

namespace OtelShop.Ads;

/// <summary>Applies the failure flags to a request for ads.</summary>
internal sealed class AdFaults(IFeatureClient flags, Random random, ManualGcFault manualGc, ILogger<AdFaults> logger)
{
    private const int FailureInterval = 10;

    /// <exception cref="UnavailableException"><c>adFailure</c> is on, and the request is among the one in ten that fail.</exception>
    public async Task AffectAsync(ServerCallContext context)
    {
        if (await flags.GetBooleanValueAsync("adManualGc", false, cancellationToken: context.CancellationToken))
            manualGc.Collect();
        if (!await flags.GetBooleanValueAsync("adFailure", false, cancellationToken: context.CancellationToken) || random.Next(FailureInterval) != 0)
            return;

        var failure = new UnavailableException("The ads cannot be reached.");
        AdTelemetry.Failed(failure);
        logger.AdsFail();
        // A negative pushback stops the client's retries, which would turn one failure in ten into one in a thousand.
        context.ResponseTrailers.Add("grpc-retry-pushback-ms", "-1");
        throw failure;
    }
}
