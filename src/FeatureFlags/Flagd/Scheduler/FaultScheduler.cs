using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Scheduler;

/// <summary>
/// Switches flags on a schedule and restores them: when the fault ends, when the scheduler or the process stops, and at the next start after a kill.
/// A flag that a user switches during its fault is left alone.
/// </summary>
internal sealed class FaultScheduler(FlagStore store, FaultStore ledger, TimeProvider time, ILogger<FaultScheduler> logger) : IHostedService, IDisposable
{
    private const int MostHistory = 10;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private CancellationTokenSource? _stop;
    private Task _loop = Task.CompletedTask;
    private ScheduleState _state = new();

    /// <summary>Current state.</summary>
    public ScheduleState State => Volatile.Read(ref _state);

    /// <summary>Starts a schedule; stops a running one first.</summary>
    /// <returns>What is wrong with it. Empty: it runs.</returns>
    public async Task<IReadOnlyList<ScheduleProblem>> StartAsync(Schedule schedule, FlagAuthor author, CancellationToken cancellationToken)
    {
        List<ScheduleProblem> problems = [.. schedule.Problems(), .. Unknown(schedule)];
        if (problems.Count > 0)
            return problems;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await EndLoopAsync();
            var now = time.GetUtcNow();
            var run = new ScheduleRun(schedule, now);
            Update(state => state with { Schedule = schedule, IsRunning = true, By = author.Name, Since = now, NextRound = run.RoundEnd });
            logger.ScheduleStarted(author.Name, schedule.Interval, schedule.Concurrency, schedule.Flags.Count);
            _stop = new CancellationTokenSource();
            _loop = RunAsync(run, _stop.Token);
            return [];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the schedule and restores the switched flags. Does nothing if none is running.</summary>
    public async Task StopAsync(FlagAuthor author, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!State.IsRunning && State.Active.Count == 0)
                return;
            await EndLoopAsync();
            Update(state => state with { IsRunning = false, By = author.Name, Since = time.GetUtcNow(), NextRound = null });
            logger.ScheduleStopped(author.Name);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _stop?.Dispose();
        _gate.Dispose();
    }

    async Task IHostedService.StartAsync(CancellationToken cancellationToken)
    {
        // In reverse order: a flag switched twice returns to its original variant.
        foreach (var fault in (await ledger.LoadAsync(cancellationToken)).Reverse())
        {
            Update(state => state with { Active = [.. state.Active, fault] });
            await EndAsync(fault, FaultEnd.Interrupted);
        }
    }

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => StopAsync(FlagAuthor.Scheduler, cancellationToken);

    private async Task EndLoopAsync()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync();
            await _loop;
            _stop.Dispose();
            _stop = null;
        }

        foreach (var fault in State.Active)
        {
            if (!await EndAsync(fault, FaultEnd.Stopped))
                Forget(fault, FaultEnd.Failed);
        }
    }

    private async Task RunAsync(ScheduleRun run, CancellationToken stop)
    {
        // The caller does not wait for the first fault.
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            foreach (var fault in State.Active.Where(active => active.Fault.Until <= now))
                await EndAsync(fault, FaultEnd.Over);
            foreach (var fault in run.Take(now))
                await BeginAsync(fault);
            if (State.NextRound != run.RoundEnd)
                Update(state => state with { NextRound = run.RoundEnd });
            var wait = Next(run, now) - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Retry flags that could not be restored.
    private DateTimeOffset Next(ScheduleRun run, DateTimeOffset now) =>
        State.Active.Select(active => active.Fault.Until <= now ? now + Again : active.Fault.Until).Append(run.Next).Min();

    private async Task BeginAsync(PlannedFault fault)
    {
        // A write would overwrite an unfinished edit of the file.
        var before = store.Problem is null ? Selected(fault.Key) : null;
        // Record first, so that every switched flag can be restored after a kill.
        if (before is null || before == fault.Variant || !await ledger.TryAddAsync(new ActiveFault(fault, before)))
        {
            Remember(new PastFault(fault.Key, fault.Variant, fault.From, fault.From, FaultEnd.Skipped));
            return;
        }

        var active = new ActiveFault(fault, before);
        var result = await store.TryEditAsync(
            null, document => Selected(fault.Key) == before ? FlagEdits.SetVariant(document, fault.Key, fault.Variant) : document, FlagAuthor.Scheduler, CancellationToken.None);
        if (result is ReplaceResult.Replaced { Changes.Count: > 0 })
        {
            Update(state => state with { Active = [.. state.Active, active] });
            logger.FaultBegan(fault.Key, fault.Variant, fault.Until);
            return;
        }

        await ledger.RemoveAsync(active);
        Remember(new PastFault(fault.Key, fault.Variant, fault.From, fault.From, result is ReplaceResult.Unwritable ? FaultEnd.Failed : FaultEnd.Skipped));
    }

    /// <returns>Whether the flag is not the scheduler's any more.</returns>
    private async Task<bool> EndAsync(ActiveFault active, FaultEnd end)
    {
        var (key, variant) = (active.Fault.Key, active.Fault.Variant);
        var result = await store.TryEditAsync(null, document =>
        {
            if (store.Current.Flags.TryGetValue(key, out var flag) && FlagEdits.SelectedVariant(flag) == variant && !WasSwitchedAgain(active.Fault))
                return FlagEdits.SetVariant(document, key, active.Before);
            end = FaultEnd.LeftAlone;
            return document;
        }, FlagAuthor.Scheduler, CancellationToken.None);
        if (result is ReplaceResult.Unwritable unwritable)
        {
            logger.FaultStays(key, variant, unwritable.Reason);
            return false;
        }

        await ledger.RemoveAsync(active);
        Forget(active, result is ReplaceResult.Invalid ? FaultEnd.LeftAlone : end);
        logger.FaultEnded(key, variant, State.History[0].End);
        return true;
    }

    private string? Selected(string key) =>
        store.Current.Flags.TryGetValue(key, out var flag) && flag.State == FlagState.Enabled ? FlagEdits.SelectedVariant(flag) : null;

    // A manual switch off and on counts as the user's decision.
    private bool WasSwitchedAgain(PlannedFault fault) =>
        store.History.Count(entry => entry.Time >= fault.From && entry.Changes.Any(change => change.Flag == fault.Key && change.What == "variant")) > 1;

    private void Forget(ActiveFault active, FaultEnd end)
    {
        Update(state => state with { Active = [.. state.Active.Where(other => other != active)] });
        Remember(new PastFault(active.Fault.Key, active.Fault.Variant, active.Fault.From, time.GetUtcNow(), end));
    }

    private void Remember(PastFault fault) => Update(state => state with { History = [fault, .. state.History.Take(MostHistory - 1)] });

    private IEnumerable<ScheduleProblem> Unknown(Schedule schedule)
    {
        foreach (var scheduled in schedule.Flags)
        {
            if (!store.Current.Flags.TryGetValue(scheduled.Key, out var flag))
                yield return new(ScheduleField.Variants, $"There is no flag '{scheduled.Key}'.");
            else if (scheduled.Variants.FirstOrDefault(variant => !flag.Variants.ContainsKey(variant)) is { } missing)
                yield return new(ScheduleField.Variants, $"The flag '{scheduled.Key}' has no variant '{missing}'.");
        }
    }

    // Single writer: the loop, or the holder of the gate while no loop runs.
    private void Update(Func<ScheduleState, ScheduleState> change) => Volatile.Write(ref _state, change(_state) with { Version = _state.Version + 1 });
}
