using Grpc.Core;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>
/// Checkout's word to who placed an order: it stands, but the cart could not be emptied. A trailer, because the messages are those of the
/// OpenTelemetry demo and the order is no error.
/// </summary>
public static class CartKept
{
    private const string Trailer = "otelshop-cart-kept";

    /// <summary>Says it.</summary>
    /// <param name="trailers">The trailers of the answer.</param>
    public static void Tell(Metadata trailers)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        trailers.Add(Trailer, "true");
    }

    /// <summary>Whether it was said.</summary>
    /// <param name="trailers">The trailers of the answer.</param>
    public static bool IsToldIn(Metadata trailers)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        return trailers.GetValue(Trailer) is not null;
    }
}
