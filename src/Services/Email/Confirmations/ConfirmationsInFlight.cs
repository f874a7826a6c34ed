using System.Collections.Concurrent;

namespace OtelShop.Emails.Confirmations;

/// <summary>Confirmations in flight by order id: a repeated request waits for the mail of the first.</summary>
internal sealed class ConfirmationsInFlight
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _byOrder = new(StringComparer.Ordinal);

    public Task SendOnce(string orderId, Func<Task> send) =>
        _byOrder.GetOrAdd(orderId, _ => new Lazy<Task>(() => Task.Run(async () =>
        {
            try
            {
                await send();
            }
            finally
            {
                _byOrder.TryRemove(orderId, out var _);
            }
        }))).Value;
}
