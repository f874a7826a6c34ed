using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;

namespace OpenFeature.Providers.Memory;

/// <summary>A flag of <see cref="InMemoryProvider"/>.</summary>
public abstract class Flag
{
    private protected Flag()
    {
    }

    internal abstract ResolutionDetails<TAsked> Evaluate<TAsked>(string flagKey, EvaluationContext context);
}

/// <summary>A flag of <see cref="InMemoryProvider"/>.</summary>
/// <typeparam name="T">The type of its values: bool, string, int, double or <see cref="Value"/>.</typeparam>
/// <param name="variants">Its values by name.</param>
/// <param name="defaultVariant">Name of the default variant.</param>
/// <param name="contextEvaluator">Chooses a value's name by the context; null for a flag without rule.</param>
/// <param name="flagMetadata">Metadata of the flag.</param>
public sealed class Flag<T>(
    Dictionary<string, T> variants, string defaultVariant, Func<EvaluationContext, string>? contextEvaluator = null, ImmutableMetadata? flagMetadata = null)
    : Flag
{
    internal override ResolutionDetails<TAsked> Evaluate<TAsked>(string flagKey, EvaluationContext context)
    {
        var variant = contextEvaluator is null ? defaultVariant : contextEvaluator(context);
        if (!variants.TryGetValue(variant, out var value))
            throw new FeatureProviderException(ErrorType.General, $"the flag {flagKey} has no variant {variant}");

        var reason = contextEvaluator is null ? Reason.Static : Reason.TargetingMatch;
        return new ResolutionDetails<TAsked>(flagKey, Convert<TAsked>(flagKey, value), ErrorType.None, reason, variant, null, flagMetadata);
    }

    // Callers may request a number as integer or double, as with JSON-based providers.
    private static TAsked Convert<TAsked>(string flagKey, T value) => value switch
    {
        TAsked asked => asked,
        int whole when (double)whole is TAsked number => number,
        double number when number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue && (int)number is TAsked whole => whole,
        _ => throw new TypeMismatchException($"the flag {flagKey} is not of the type {typeof(TAsked).Name}"),
    };
}
