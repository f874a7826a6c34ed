using System.Threading.Channels;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>What the handlers of one test saw.</summary>
internal sealed class HandlerRecord
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private int _failures;

    public Channel<string> Attempts { get; } = Channel.CreateUnbounded<string>();

    public Channel<HandledOrder> Handled { get; } = Channel.CreateUnbounded<HandledOrder>();

    /// <summary>What the handler throws.</summary>
    public Exception Failure { get; set; } = new InvalidOperationException("The order has no shipping label.");

    public void FailNext(int times) => _failures = times;

    public bool TakeFailure() => Interlocked.Decrement(ref _failures) >= 0;

    public async Task<HandledOrder> NextAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await Handled.Reader.ReadAsync(timeout.Token);
    }

    public async Task<string> NextAttemptAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await Attempts.Reader.ReadAsync(timeout.Token);
    }
}
