using OpenFeature;
using OtelShop.ServiceDefaults;

namespace OtelShop.Carts;

/// <summary>What <c>cartFailure</c> does to a request to empty a cart.</summary>
internal sealed class CartFaults(IFeatureClient flags, Random random, ILogger<CartFaults> logger)
{
    /// <exception cref="PreconditionFailedException">This is one of the requests that the flag wants to fail.</exception>
    public async Task AffectEmptyingAsync(string userId, CancellationToken cancellationToken)
    {
        var share = await flags.GetDoubleValueAsync("cartFailure", 0, cancellationToken: cancellationToken);
        if (random.NextDouble() >= share)
            return;

        // Compat: not UNAVAILABLE, which clients repeat, but FAILED_PRECONDITION as in the OpenTelemetry demo.
        var failure = new PreconditionFailedException("CART_NOT_EMPTIED", "The cart could not be emptied.");
        CartTelemetry.EmptyingFailed(failure);
        logger.EmptyingFails(userId);
        throw failure;
    }
}
