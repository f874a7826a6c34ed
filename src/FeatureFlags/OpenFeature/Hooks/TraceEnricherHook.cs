using System.Diagnostics;
using System.Text.Json;
using OpenFeature.Constant;
using OpenFeature.Model;
using OpenFeature.Telemetry;

namespace OpenFeature.Hooks;

/// <summary>Adds each evaluation to the current span as an event of OpenTelemetry's conventions. Costs nothing if the span is not recorded.</summary>
public sealed class TraceEnricherHook : Hook
{
    /// <inheritdoc />
    public override ValueTask FinallyAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> evaluationDetails, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        if (Activity.Current is { IsAllDataRequested: true } span)
            span.AddEvent(new ActivityEvent(EvaluationTelemetry.Event, tags: Describe(context, evaluationDetails)));
        return default;
    }

    private static ActivityTagsCollection Describe<T>(HookContext<T> context, FlagEvaluationDetails<T> details)
    {
        var tags = new ActivityTagsCollection
        {
            { EvaluationTelemetry.Key, details.FlagKey },
            { EvaluationTelemetry.Reason, EvaluationTelemetry.ReasonOf(details.Reason) },
        };
        if (details.Variant is { } variant)
            tags.Add(EvaluationTelemetry.Variant, variant);
        else
            tags.Add(EvaluationTelemetry.Value, details.Value is Value value ? Plain(value) : details.Value);
        if (context.ProviderMetadata.Name is { } provider)
            tags.Add(EvaluationTelemetry.Provider, provider);
        if ((details.FlagMetadata?.GetString("contextId") ?? context.EvaluationContext.TargetingKey) is { } contextId)
            tags.Add(EvaluationTelemetry.ContextId, contextId);
        if (details.FlagMetadata?.GetString("flagSetId") is { } flagSet)
            tags.Add(EvaluationTelemetry.FlagSetId, flagSet);
        if (details.FlagMetadata?.GetString("version") is { } version)
            tags.Add(EvaluationTelemetry.Version, version);
        if (details.ErrorType != ErrorType.None)
        {
            tags.Add(EvaluationTelemetry.ErrorType, EvaluationTelemetry.ErrorOf(details.ErrorType));
            if (details.ErrorMessage is { } message)
                tags.Add(EvaluationTelemetry.ErrorMessage, message);
        }

        return tags;
    }

    // An attribute is no tree: structures and lists stand there as JSON.
    private static object? Plain(Value value) => value.IsStructure || value.IsList ? JsonSerializer.Serialize(Tree(value)) : value.AsObject;

    private static object? Tree(Value value) => value.AsObject switch
    {
        Structure structure => structure.ToDictionary(entry => entry.Key, entry => Tree(entry.Value)),
        IEnumerable<Value> list => list.Select(Tree).ToList(),
        var single => single,
    };
}
