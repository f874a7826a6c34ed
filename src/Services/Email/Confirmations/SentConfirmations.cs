namespace OtelShop.Emails.Confirmations;

/// <summary>Latest confirmations by order id, including those in flight. A failed one is sent again on the next request.</summary>
internal sealed class SentConfirmations
{
    private const int Capacity = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _byOrder = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    public Task SendOnce(string orderId, Func<Task> send, ILogger logger)
    {
        lock (_lock)
        {
            if (_byOrder.TryGetValue(orderId, out var earlier))
            {
                if (!earlier.IsFaulted && !earlier.IsCanceled)
                {
                    logger.ConfirmationRepeated(orderId);
                    return earlier;
                }
            }
            else
            {
                _oldestFirst.Enqueue(orderId);
                if (_oldestFirst.Count > Capacity)
                    _byOrder.Remove(_oldestFirst.Dequeue());
            }

            return _byOrder[orderId] = Task.Run(send);
        }
    }
}
