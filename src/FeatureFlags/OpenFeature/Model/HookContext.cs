using OpenFeature.Constant;

namespace OpenFeature.Model;

/// <summary>The evaluation that a hook looks at.</summary>
/// <typeparam name="T">The type of the flag's value.</typeparam>
/// <param name="flagKey">The flag.</param>
/// <param name="defaultValue">The caller's default value.</param>
/// <param name="flagValueType">Requested type.</param>
/// <param name="clientMetadata">The client.</param>
/// <param name="providerMetadata">The provider.</param>
/// <param name="evaluationContext">Evaluation context.</param>
public sealed class HookContext<T>(
    string flagKey,
    T defaultValue,
    FlagValueType flagValueType,
    ClientMetadata clientMetadata,
    Metadata providerMetadata,
    EvaluationContext evaluationContext)
{
    /// <summary>The flag.</summary>
    public string FlagKey { get; } = flagKey;

    /// <summary>The caller's default value.</summary>
    public T DefaultValue { get; } = defaultValue;

    /// <summary>Requested type.</summary>
    public FlagValueType FlagValueType { get; } = flagValueType;

    /// <summary>Evaluation context, including values of earlier before-hooks.</summary>
    public EvaluationContext EvaluationContext { get; internal set; } = evaluationContext;

    /// <summary>The client.</summary>
    public ClientMetadata ClientMetadata { get; } = clientMetadata;

    /// <summary>The provider.</summary>
    public Metadata ProviderMetadata { get; } = providerMetadata;
}
