using System.Collections.Concurrent;

namespace OtelShop.Carts.Tests;

internal sealed class InMemoryCartStore : ICartStore
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _carts = new();

    /// <summary>What adding answers from now on, instead of being done.</summary>
    public AddOutcome? Refusal { get; set; }

    public Task<AddOutcome> AddAsync(string userId, CartLine line, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
            return Task.FromResult(refusal);

        var cart = _carts.GetOrAdd(userId, _ => new());
        var outcome = cart.IsEmpty ? AddOutcome.Created : AddOutcome.Added;
        cart.AddOrUpdate(line.ProductId, line.Quantity, (_, held) => held + line.Quantity);
        return Task.FromResult(outcome);
    }

    public Task<AddOutcome> SetAsync(string userId, CartLine line, CancellationToken cancellationToken)
    {
        _carts.GetOrAdd(userId, _ => new())[line.ProductId] = line.Quantity;
        return Task.FromResult(Refusal ?? AddOutcome.Added);
    }

    public Task<bool> RemoveOrderedAsync(string userId, string orderId, IReadOnlyList<CartLine> lines, CancellationToken cancellationToken) =>
        Task.FromResult(lines.Aggregate(false, (removed, line) => _carts.GetValueOrDefault(userId)?.TryRemove(line.ProductId, out _) is true || removed));

    public Task<StoredCart> ReadAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(new StoredCart(0, [.. _carts.GetValueOrDefault(userId, []).Select(line => new CartLine(line.Key, line.Value))]));

    public Task EmptyAsync(string userId, CancellationToken cancellationToken)
    {
        _carts.TryRemove(userId, out _);
        return Task.CompletedTask;
    }
}
