namespace OtelShop.Carts;

/// <summary>Stores carts. Every method throws UnavailableException when the store cannot be reached.</summary>
internal interface ICartStore
{
    /// <summary>Adds the quantity of <paramref name="line"/>, which may be negative, to the cart. A line at zero or below is removed, and one that is not there is not reduced.</summary>
    Task<AddOutcome> AddAsync(string userId, CartLine line, CancellationToken cancellationToken);

    /// <summary>Gives a product the quantity of <paramref name="line"/>; zero removes it.</summary>
    Task<AddOutcome> SetAsync(string userId, CartLine line, CancellationToken cancellationToken);

    /// <summary>Subtracts the lines of an order, once for each order id.</summary>
    /// <returns>False when there was nothing to subtract from, or the order's lines had been subtracted before.</returns>
    Task<bool> RemoveOrderedAsync(string userId, string orderId, IReadOnlyList<CartLine> lines, CancellationToken cancellationToken);

    /// <summary>Reads the cart; its lines are ordered by product id.</summary>
    Task<StoredCart> ReadAsync(string userId, CancellationToken cancellationToken);

    Task EmptyAsync(string userId, CancellationToken cancellationToken);
}

/// <param name="Version">Differs after each change, also from the versions of earlier carts of the user; 0 without a cart.</param>
/// <param name="Lines">The products.</param>
internal sealed record StoredCart(long Version, IReadOnlyList<CartLine> Lines);

internal readonly record struct CartLine(string ProductId, int Quantity);

internal enum AddOutcome
{
    Added,

    /// <summary>Added to an empty cart.</summary>
    Created,
    QuantityLimitExceeded,
    LineLimitExceeded,
    NotInCart,
}
