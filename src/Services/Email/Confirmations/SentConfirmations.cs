namespace OtelShop.Emails.Confirmations;

/// <summary>The latest confirmations by order id, those on their way included. A failed one may be tried again.</summary>
internal sealed class SentConfirmations
{
    private const int Remembered = 10_000;

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
                if (_oldestFirst.Count > Remembered)
                    _byOrder.Remove(_oldestFirst.Dequeue());
            }

            return _byOrder[orderId] = Task.Run(send);
        }
    }
}
