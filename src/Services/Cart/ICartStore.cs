namespace OtelShop.Carts;

/// <summary>Stores carts. Every method throws UnavailableException when the store cannot be reached.</summary>
internal interface ICartStore
{
    /// <summary>Adds the quantity of <paramref name="line"/>, which may be negative, to the cart. A line at zero or below is removed.</summary>
    Task<AddOutcome> AddAsync(string userId, CartLine line, CancellationToken cancellationToken);

    /// <summary>Reads the lines, ordered by product id.</summary>
    Task<IReadOnlyList<CartLine>> ReadAsync(string userId, CancellationToken cancellationToken);

    Task EmptyAsync(string userId, CancellationToken cancellationToken);
}

internal readonly record struct CartLine(string ProductId, int Quantity);

internal enum AddOutcome
{
    Added,
    QuantityLimitExceeded,
    LineLimitExceeded,
}
