using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenFeature.Constant;
using OpenFeature.Error;
using OpenFeature.Model;
using OpenFeature.Telemetry;

namespace OpenFeature.Hooks;

/// <summary>Counts evaluations with the meter <c>OpenFeature</c>. Costs nothing without a listener.</summary>
public sealed class MetricsHook : Hook
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "OpenFeature";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _successes;
    private readonly Counter<long> _errors;
    private readonly UpDownCounter<long> _active;

    /// <summary>Creates a hook with separate instruments.</summary>
    /// <param name="meters">Makes the meter; null for one outside of any container.</param>
    public MetricsHook(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _requests = meter.CreateCounter<long>("feature_flag.evaluation_requests_total", "{request}", "Evaluations that were asked for");
        _successes = meter.CreateCounter<long>("feature_flag.evaluation_success_total", "{impression}", "Evaluations that gave the flag's value");
        _errors = meter.CreateCounter<long>("feature_flag.evaluation_error_total", "{error}", "Evaluations that gave the default value because something failed");
        _active = meter.CreateUpDownCounter<long>("feature_flag.evaluation_active_count", "{evaluation}", "Evaluations that are running");
    }

    /// <inheritdoc />
    public override ValueTask<EvaluationContext> BeforeAsync<T>(
        HookContext<T> context, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        if (_active.Enabled)
            _active.Add(1, Common(context));
        if (_requests.Enabled)
            _requests.Add(1, Common(context));
        return new(EvaluationContext.Empty);
    }

    /// <inheritdoc />
    public override ValueTask AfterAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> details, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        if (!_successes.Enabled)
            return default;

        var tags = Common(context);
        tags.Add(EvaluationTelemetry.Reason, EvaluationTelemetry.ReasonOf(details.Reason));
        if (details.Variant is { } variant)
            tags.Add(EvaluationTelemetry.Variant, variant);
        _successes.Add(1, tags);
        return default;
    }

    /// <inheritdoc />
    public override ValueTask ErrorAsync<T>(
        HookContext<T> context, Exception error, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        if (!_errors.Enabled)
            return default;

        var tags = Common(context);
        tags.Add(EvaluationTelemetry.ErrorType, EvaluationTelemetry.ErrorOf((error as FeatureProviderException)?.ErrorType ?? ErrorType.General));
        _errors.Add(1, tags);
        return default;
    }

    /// <inheritdoc />
    public override ValueTask FinallyAsync<T>(
        HookContext<T> context, FlagEvaluationDetails<T> evaluationDetails, IReadOnlyDictionary<string, object>? hints = null, CancellationToken cancellationToken = default)
    {
        if (_active.Enabled)
            _active.Add(-1, Common(context));
        return default;
    }

    private static TagList Common<T>(HookContext<T> context) => new()
    {
        { EvaluationTelemetry.Key, context.FlagKey },
        { EvaluationTelemetry.Provider, context.ProviderMetadata.Name },
    };
}
