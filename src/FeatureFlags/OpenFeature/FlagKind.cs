using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>A type of flags and the provider's method for it.</summary>
internal sealed record FlagKind<T>(
    FlagValueType Type, Func<FeatureProvider, string, T, EvaluationContext, CancellationToken, Task<ResolutionDetails<T>>> Resolve);
