namespace OtelShop.Recommendations.Purchases;

/// <summary>Counts which products were bought together. Kept in memory: a start reads all orders of the topic again.</summary>
internal sealed class CoPurchases
{
    private const int MostOrdersRemembered = 20_000;
    private const int MostProducts = 10_000;
    private const int MostProductsOfAnOrder = 100;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _orders = [];
    private readonly Dictionary<(string, string), int> _together = [];
    private readonly HashSet<string> _seen = [];
    private readonly Queue<string> _seenInOrder = [];

    /// <summary>Counts an order. One that comes again, as it may from Kafka, is counted once.</summary>
    /// <returns>Whether it was counted.</returns>
    public bool Learn(string orderId, IEnumerable<string> productIds)
    {
        // An order of a hundred different things says little about taste, and pairs grow with the square.
        string[] products = [.. productIds.Where(id => id.Length > 0).Distinct().Take(MostProductsOfAnOrder).Order(StringComparer.Ordinal)];
        lock (_lock)
        {
            if (!_seen.Add(orderId))
                return false;
            _seenInOrder.Enqueue(orderId);
            if (_seenInOrder.Count > MostOrdersRemembered)
                _seen.Remove(_seenInOrder.Dequeue());
            Count([.. products.Where(id => _orders.ContainsKey(id) || _orders.Count < MostProducts)]);
            return true;
        }
    }

    /// <returns>0 to 1: 0 when never bought together, 1 when never bought apart.</returns>
    public double Affinity(string one, string other)
    {
        lock (_lock)
            return _together.TryGetValue(Pair(one, other), out var together) ? together / Math.Sqrt((double)_orders[one] * _orders[other]) : 0;
    }

    private void Count(string[] products)
    {
        for (var i = 0; i < products.Length; i++)
        {
            _orders[products[i]] = _orders.GetValueOrDefault(products[i]) + 1;
            for (var j = i + 1; j < products.Length; j++)
                _together[(products[i], products[j])] = _together.GetValueOrDefault((products[i], products[j])) + 1;
        }
    }

    private static (string, string) Pair(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
}
