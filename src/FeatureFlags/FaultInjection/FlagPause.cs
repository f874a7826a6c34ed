using System.Diagnostics;
using OpenFeature;
using OpenFeature.Model;

namespace OtelShop.FaultInjection;

/// <summary>Pauses that end with their flag.</summary>
public static class FlagPause
{
    // A flag may name any number of seconds; a timer takes some fifty days at most.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Waits for the duration, or until the flag is no longer above zero.</summary>
    /// <param name="flags">The client that evaluates the flag.</param>
    /// <param name="flag">A number flag.</param>
    /// <param name="duration">How long to wait, at most an hour.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="cancellationToken">Ends the waiting by an <see cref="OperationCanceledException"/>.</param>
    public static async Task PauseAsync(this IFeatureClient flags, string flag, TimeSpan duration, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(duration < Longest ? duration : Longest, clock, over.Token);
        var end = EndAsync(flags, flag, new BaggageContext().GetTransactionContext(), over.Token);
        await Task.WhenAny(pause, end);
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task EndAsync(IFeatureClient flags, string flag, EvaluationContext session, CancellationToken cancellationToken)
    {
        // Polling belongs to no request; its evaluation context is still the waiting request's.
        Activity.Current = null;
        try
        {
            await foreach (var value in flags.PollDoubleAsync(flag, session, cancellationToken))
            {
                if (!(value > 0))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The waiting is over.
        }
    }
}
