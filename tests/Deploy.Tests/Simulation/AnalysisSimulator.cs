using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Simulation;

/// <summary>How a measurement, a metric or a whole analysis ends, as Argo Rollouts names it.</summary>
internal enum AnalysisPhase
{
    Successful,
    Inconclusive,
    Error,
    Failed,
}

/// <summary>What a provider answers.</summary>
/// <param name="Value">Null: the query has no result.</param>
/// <param name="IsError">The provider does not answer.</param>
internal sealed record MeasuredValue(double? Value, bool IsError = false)
{
    public static readonly MeasuredValue Missing = new((double?)null);
    public static readonly MeasuredValue Unreachable = new(null, IsError: true);
}

/// <summary>Answers a metric at a time after the start of the rollout.</summary>
internal delegate MeasuredValue Measure(string metric, TimeSpan time);

/// <summary>Runs the metrics of analysis templates on a clock of its own, by the rules of Argo Rollouts.</summary>
internal sealed partial class AnalysisSimulator(IReadOnlyList<KubernetesObject> objects, Measure measure)
{
    /// <summary>Runs an analysis of a Rollout.</summary>
    /// <returns>The phase and the time at which it was known.</returns>
    public (AnalysisPhase Phase, TimeSpan End) Run(JsonNode analysis, TimeSpan start)
    {
        var metrics = analysis.Items("templates").SelectMany(template => Template(template.Text("templateName")!).Spec.Items("metrics")).Select(metric => RunMetric(metric, start)).ToList();
        // The first metric that does not succeed ends the run; otherwise the last one does.
        var bad = metrics.Where(metric => metric.Phase is not AnalysisPhase.Successful).OrderBy(metric => metric.End).ThenByDescending(metric => metric.Phase).ToList();
        return bad.Count > 0 ? bad[0] : (AnalysisPhase.Successful, metrics.Max(metric => metric.End));
    }

    private KubernetesObject Template(string name) => objects.Single(item => item.Kind == "AnalysisTemplate" && item.Name == name);

    private (AnalysisPhase Phase, TimeSpan End) RunMetric(JsonNode metric, TimeSpan start)
    {
        var (failed, inconclusive, errors, time) = (0, 0, 0, start + Duration(metric.Text("initialDelay")));
        var count = metric.Number("count") ?? (metric["interval"] is null ? 1 : throw new FormatException($"{metric.Text("name")} is measured without end."));
        for (var measurement = 1; ; measurement++)
        {
            var phase = Assess(metric, measure(metric.Text("name")!, time));
            errors = phase is AnalysisPhase.Error ? errors + 1 : 0;
            failed += phase is AnalysisPhase.Failed ? 1 : 0;
            inconclusive += phase is AnalysisPhase.Inconclusive ? 1 : 0;
            if (failed > (metric.Number("failureLimit") ?? 0)) return (AnalysisPhase.Failed, time);
            if (inconclusive > (metric.Number("inconclusiveLimit") ?? 0)) return (AnalysisPhase.Inconclusive, time);
            // The default of Argo Rollouts.
            if (errors > (metric.Number("consecutiveErrorLimit") ?? 4)) return (AnalysisPhase.Error, time);
            // An error is no measurement.
            if (phase is AnalysisPhase.Error) measurement--;
            if (measurement == count) return (AnalysisPhase.Successful, time);
            time += Duration(metric.Text("interval"));
        }
    }

    private static AnalysisPhase Assess(JsonNode metric, MeasuredValue value)
    {
        if (value.IsError) return AnalysisPhase.Error;
        // A job ends well or badly; there is no condition.
        if (metric.At("provider", "job") is not null) return value.Value is 0 ? AnalysisPhase.Successful : AnalysisPhase.Failed;
        var (success, failure) = (metric.Text("successCondition"), metric.Text("failureCondition"));
        if (failure is not null && Holds(failure, value.Value)) return AnalysisPhase.Failed;
        if (success is not null && Holds(success, value.Value)) return AnalysisPhase.Successful;
        return success is not null && failure is not null ? AnalysisPhase.Inconclusive : success is null ? AnalysisPhase.Successful : AnalysisPhase.Failed;
    }

    // The only form in use. Without a result the first half is false.
    private static bool Holds(string condition, double? value)
    {
        var match = Condition().Match(condition);
        if (!match.Success) throw new FormatException($"The condition '{condition}' is not understood.");
        var limit = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        return match.Groups[1].Value switch { "<" => value < limit, "<=" => value <= limit, ">" => value > limit, _ => value >= limit };
    }

    /// <summary>Reads a duration of Go in seconds, minutes or hours.</summary>
    public static TimeSpan Duration(string? text) => text switch
    {
        null => TimeSpan.Zero,
        _ when int.TryParse(text, out var seconds) => TimeSpan.FromSeconds(seconds),
        _ => int.Parse(text[..^1], CultureInfo.InvariantCulture) is var number && text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => throw new FormatException($"{text} is no duration.") } is var unit
            ? TimeSpan.FromSeconds((double)number * unit) : default,
    };

    [GeneratedRegex(@"^len\(result\) > 0 && result\[0\] (<=|>=|<|>) ([0-9.]+)$")]
    private static partial Regex Condition();
}
