using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Simulation;

/// <summary>How the rollout of a new version ends.</summary>
public enum RolloutEnd
{
    /// <summary>The new version has all requests, and is what a later version is compared with.</summary>
    Promoted,

    /// <summary>The old version has all requests again.</summary>
    RolledBack,

    /// <summary>The rollout waits for a person.</summary>
    Paused,

    /// <summary>The new pods did not become ready in time. The old version has all requests.</summary>
    TimedOut,
}

/// <param name="End">How it ended.</param>
/// <param name="Weights">Percentage of requests that the new version had, one after the other.</param>
/// <param name="Time">When it ended.</param>
/// <param name="Kept">How long the old pods stay afterwards.</param>
internal sealed record RolloutResult(RolloutEnd End, IReadOnlyList<int> Weights, TimeSpan Time, TimeSpan Kept);

/// <summary>Drives a published Rollout through its strategy, on a clock of its own, as the controller of Argo Rollouts would.</summary>
/// <param name="objects">The render, with the analysis templates.</param>
/// <param name="measure">Answers of Prometheus and of jobs.</param>
/// <param name="start">How long new pods take until they are ready. Null: they never are.</param>
internal sealed class RolloutSimulator(IReadOnlyList<KubernetesObject> objects, Measure measure, TimeSpan? start)
{
    private readonly AnalysisSimulator _analyses = new(objects, measure);
    private readonly List<int> _weights = [];
    private TimeSpan _time;

    public RolloutResult Run(KubernetesObject rollout)
    {
        var strategy = rollout.Spec.At("strategy");
        _time = TimeSpan.Zero;
        _weights.Clear();
        var (end, kept) = strategy.At("blueGreen") is { } blueGreen ? Switch(rollout, blueGreen) : (Walk(rollout, strategy.At("canary")!), TimeSpan.Zero);
        if (end is RolloutEnd.RolledBack or RolloutEnd.TimedOut && _weights.LastOrDefault() != 0)
            _weights.Add(0);
        return new RolloutResult(end, [.. _weights], _time, kept);
    }

    private RolloutEnd Walk(KubernetesObject rollout, JsonNode canary)
    {
        foreach (var step in canary.Items("steps"))
        {
            if (step.Number("setWeight") is { } weight)
            {
                if (!AreReady(rollout)) return RolloutEnd.TimedOut;
                _weights.Add(weight);
            }
            else if (step["analysis"] is { } analysis && Analyse(analysis) is { } end)
            {
                return end;
            }
            else if (step["pause"] is { } pause)
            {
                if (pause.Text("duration") is not { } duration) return RolloutEnd.Paused;
                _time += AnalysisSimulator.Duration(duration);
            }
        }

        // After its steps a canary has everything.
        if (_weights.LastOrDefault() != 100)
            _weights.Add(100);
        return RolloutEnd.Promoted;
    }

    private (RolloutEnd End, TimeSpan Kept) Switch(KubernetesObject rollout, JsonNode blueGreen)
    {
        if (!AreReady(rollout)) return (RolloutEnd.TimedOut, default);
        if (blueGreen["prePromotionAnalysis"] is { } before && Analyse(before) is { } refused) return (refused, default);
        if (blueGreen.Flag("autoPromotionEnabled") is false) return (RolloutEnd.Paused, default);
        _weights.Add(100);
        var kept = TimeSpan.FromSeconds(blueGreen.Number("scaleDownDelaySeconds") ?? 30);
        if (blueGreen["postPromotionAnalysis"] is { } after && Analyse(after) is { } end) return (end, default);
        return (RolloutEnd.Promoted, kept);
    }

    private bool AreReady(KubernetesObject rollout)
    {
        var deadline = TimeSpan.FromSeconds(rollout.Spec.Number("progressDeadlineSeconds") ?? 600);
        if (start is { } taken && taken <= deadline)
        {
            _time += taken;
            return true;
        }

        _time += deadline;
        return rollout.Spec.Flag("progressDeadlineAbort") is true ? false : throw new InvalidOperationException($"{rollout} waits for its pods without end.");
    }

    /// <returns>Null: the rollout goes on.</returns>
    private RolloutEnd? Analyse(JsonNode analysis)
    {
        (var phase, _time) = _analyses.Run(analysis, _time);
        return phase switch { AnalysisPhase.Successful => null, AnalysisPhase.Inconclusive => RolloutEnd.Paused, _ => RolloutEnd.RolledBack };
    }
}
