using System.Runtime.CompilerServices;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>The flags that the daemon serves.</summary>
internal sealed class FlagStore
{
    private State _state = new(FlagSet.Empty);

    /// <summary>What is served now.</summary>
    public FlagSet Current => Volatile.Read(ref _state).Flags;

    /// <summary>Every change after <paramref name="since"/>, until cancelled. Changes that come faster than they are read are told as one.</summary>
    public async IAsyncEnumerable<FlagSetChange> WatchAsync(FlagSet since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = since;
        while (!cancellationToken.IsCancellationRequested)
        {
            var state = Volatile.Read(ref _state);
            if (ReferenceEquals(state.Flags, seen))
            {
                await state.Replaced.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            yield return new FlagSetChange(seen, state.Flags);
            seen = state.Flags;
        }
    }

    /// <summary>Serves other flags from now on.</summary>
    public void Replace(FlagSet flags) => Interlocked.Exchange(ref _state, new State(flags)).Replaced.TrySetResult();

    private sealed record State(FlagSet Flags)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
