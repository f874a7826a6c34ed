using Grpc.Core;
using OpenFeature;
using OtelShop.ServiceDefaults;

namespace OtelShop.Ads;

/// <summary>What the failure flags do to a request for ads.</summary>
internal sealed class AdFaults(IFeatureClient flags, Random random, ForcedCollections collections, ILogger<AdFaults> logger)
{
    private const int OneInSoManyFails = 10;

    /// <exception cref="UnavailableException"><c>adFailure</c> is on, and this request is the one in ten.</exception>
    public async Task AffectAsync(ServerCallContext context)
    {
        if (await flags.GetBooleanValueAsync("adManualGc", false, cancellationToken: context.CancellationToken))
            collections.Collect();
        if (!await flags.GetBooleanValueAsync("adFailure", false, cancellationToken: context.CancellationToken) || random.Next(OneInSoManyFails) != 0)
            return;

        var failure = new UnavailableException("The ads cannot be reached.");
        AdTelemetry.Failed(failure);
        logger.AdsFail();
        // Clients ask three times, which would turn one failure in ten into one in a thousand. This tells them not to come back.
        context.ResponseTrailers.Add("grpc-retry-pushback-ms", "-1");
        throw failure;
    }
}
