using System.Collections.Immutable;

namespace OpenFeature.Model;

/// <summary>Hooks of one evaluation alone, and what all of its hooks are told.</summary>
/// <param name="hooks">The hooks.</param>
/// <param name="hookHints">What hooks are told.</param>
public sealed class FlagEvaluationOptions(IImmutableList<Hook> hooks, IImmutableDictionary<string, object>? hookHints = null)
{
    /// <summary>Options with one hook.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="hookHints">What hooks are told.</param>
    public FlagEvaluationOptions(Hook hook, ImmutableDictionary<string, object>? hookHints = null)
        : this(ImmutableList.Create(hook), hookHints)
    {
    }

    /// <summary>The hooks of the evaluation alone.</summary>
    public IImmutableList<Hook> Hooks { get; } = hooks;

    /// <summary>What hooks are told.</summary>
    public IImmutableDictionary<string, object> HookHints { get; } = hookHints ?? ImmutableDictionary<string, object>.Empty;
}
