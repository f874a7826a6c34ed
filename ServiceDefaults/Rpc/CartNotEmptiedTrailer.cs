using Grpc.Core;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>
/// Trailer that tells the client that the order stands although its cart could not be emptied. The messages are those of the OpenTelemetry
/// demo, and the order is no error.
/// </summary>
public static class CartNotEmptiedTrailer
{
    private const string Name = "otelshop-cart-kept";

    /// <summary>Adds the trailer to a response.</summary>
    /// <param name="trailers">The response's trailers.</param>
    public static void AddTo(Metadata trailers)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        trailers.Add(Name, "true");
    }

    /// <summary>Whether the response carries the trailer.</summary>
    /// <param name="trailers">The response's trailers.</param>
    public static bool IsIn(Metadata trailers)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        return trailers.GetValue(Name) is not null;
    }
}
