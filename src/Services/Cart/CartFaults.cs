using OpenFeature;
using OtelShop.ServiceDefaults;

namespace OtelShop.Carts;

/// <summary>Fails requests to empty a cart while <c>cartFailure</c> is on.</summary>
internal sealed class CartFaults(IFeatureClient flags, Random random, ILogger<CartFaults> logger)
{
    /// <exception cref="PreconditionFailedException">The flag makes this request fail.</exception>
    public async Task AffectEmptyingAsync(string userId, CancellationToken cancellationToken)
    {
        var share = await flags.GetDoubleValueAsync("cartFailure", 0, cancellationToken: cancellationToken);
        if (random.NextDouble() >= share)
            return;

        // Compat: upstream answers FAILED_PRECONDITION; clients would retry UNAVAILABLE.
        var failure = new PreconditionFailedException("CART_NOT_EMPTIED", "The cart could not be emptied.");
        CartTelemetry.EmptyingFailed(failure);
        logger.EmptyingFails(userId);
        throw failure;
    }
}
