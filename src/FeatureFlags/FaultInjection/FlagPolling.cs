using System.Runtime.CompilerServices;
using OpenFeature;
using OpenFeature.Constant;
using OpenFeature.Model;

namespace OtelShop.FaultInjection;

/// <summary>Polls flags for background effects, which must end with their flag although no request comes.</summary>
public static class FlagPolling
{
    // Changes are reported; this is for rules that depend on the time.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private static readonly ProviderEventTypes[] Occasions =
    [
        ProviderEventTypes.ProviderConfigurationChanged, ProviderEventTypes.ProviderReady, ProviderEventTypes.ProviderStale, ProviderEventTypes.ProviderError,
    ];

    /// <summary>The value of a boolean flag: now, whenever flags have changed, and at least every two seconds.</summary>
    /// <param name="flags">The client that evaluates it.</param>
    /// <param name="flag">The flag; false while it cannot be evaluated.</param>
    /// <param name="cancellationToken">Ends the sequence by an <see cref="OperationCanceledException"/>.</param>
    public static IAsyncEnumerable<bool> PollBooleanAsync(this IFeatureClient flags, string flag, CancellationToken cancellationToken) =>
        PollAsync(flags, client => client.GetBooleanValueAsync(flag, false, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>The value of a number flag: now, whenever flags have changed, and at least every two seconds.</summary>
    /// <param name="flags">The client that evaluates it.</param>
    /// <param name="flag">The flag; 0 while it cannot be evaluated.</param>
    /// <param name="cancellationToken">Ends the sequence by an <see cref="OperationCanceledException"/>.</param>
    public static IAsyncEnumerable<double> PollDoubleAsync(this IFeatureClient flags, string flag, CancellationToken cancellationToken) =>
        flags.PollDoubleAsync(flag, context: null, cancellationToken);

    internal static IAsyncEnumerable<double> PollDoubleAsync(this IFeatureClient flags, string flag, EvaluationContext? context, CancellationToken cancellationToken) =>
        PollAsync(flags, client => client.GetDoubleValueAsync(flag, 0, context, cancellationToken: cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<T> PollAsync<T>(
        IFeatureClient flags, Func<IFeatureClient, Task<T>> evaluate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Not disposed: a handler that runs now may still release it.
        var changed = new SemaphoreSlim(0);
        EventHandlerDelegate wake = _ => changed.Release();
        foreach (var occasion in Occasions)
            flags.AddHandler(occasion, wake);
        try
        {
            while (true)
            {
                yield return await evaluate(flags);
                await changed.WaitAsync(Period, cancellationToken);
            }
        }
        finally
        {
            foreach (var occasion in Occasions)
                flags.RemoveHandler(occasion, wake);
        }
    }
}
