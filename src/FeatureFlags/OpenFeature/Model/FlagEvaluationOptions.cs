using System.Collections.Immutable;

namespace OpenFeature.Model;

/// <summary>Hooks and hook hints of one evaluation.</summary>
/// <param name="hooks">The hooks.</param>
/// <param name="hookHints">Hints for hooks.</param>
public sealed class FlagEvaluationOptions(IImmutableList<Hook> hooks, IImmutableDictionary<string, object>? hookHints = null)
{
    /// <summary>Options with one hook.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="hookHints">Hints for hooks.</param>
    public FlagEvaluationOptions(Hook hook, ImmutableDictionary<string, object>? hookHints = null)
        : this(ImmutableList.Create(hook), hookHints)
    {
    }

    /// <summary>The hooks of the evaluation alone.</summary>
    public IImmutableList<Hook> Hooks { get; } = hooks;

    /// <summary>Hints for hooks.</summary>
    public IImmutableDictionary<string, object> HookHints { get; } = hookHints ?? ImmutableDictionary<string, object>.Empty;
}
