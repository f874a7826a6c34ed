namespace OtelShop.Carts;

/// <summary>Where carts are kept. Its methods throw UnavailableException while the store cannot be reached.</summary>
internal interface ICartStore
{
    /// <summary>Changes one line by <paramref name="line"/>'s quantity, which may be negative; a line that reaches zero is gone.</summary>
    Task<AddOutcome> AddAsync(string userId, CartLine line, CancellationToken cancellationToken);

    /// <summary>Reads the lines, ordered by product id.</summary>
    Task<IReadOnlyList<CartLine>> ReadAsync(string userId, CancellationToken cancellationToken);

    Task EmptyAsync(string userId, CancellationToken cancellationToken);
}
