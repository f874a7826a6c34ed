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

        _carts.GetOrAdd(userId, _ => new()).AddOrUpdate(line.ProductId, line.Quantity, (_, held) => held + line.Quantity);
        return Task.FromResult(AddOutcome.Added);
    }

    public Task<IReadOnlyList<CartLine>> ReadAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CartLine>>(_carts.TryGetValue(userId, out var lines)
            ? [.. lines.Select(line => new CartLine(line.Key, line.Value))]
            : []);

    public Task EmptyAsync(string userId, CancellationToken cancellationToken)
    {
        _carts.TryRemove(userId, out _);
        return Task.CompletedTask;
    }
}
