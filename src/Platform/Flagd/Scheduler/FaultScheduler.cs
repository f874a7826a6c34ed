using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Scheduler;

/// <summary>
/// Switches flags by itself, and back. What it has switched it switches back when it is stopped, and when the process is; a flag that somebody else switched meanwhile it
/// leaves alone.
/// </summary>
internal sealed class FaultScheduler(FlagStore store, TimeProvider time, ILogger<FaultScheduler> logger) : IHostedService, IDisposable
{
    private const int MostHistory = 10;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private CancellationTokenSource? _stop;
    private Task _loop = Task.CompletedTask;
    private ScheduleState _state = new();

    /// <summary>What it does now.</summary>
    public ScheduleState State => Volatile.Read(ref _state);

    /// <summary>Starts a schedule; one that runs is stopped first.</summary>
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

    /// <summary>Stops, and switches back what is switched. Nothing happens when nothing runs.</summary>
    public async Task StopAsync(FlagAuthor author, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!State.IsRunning)
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

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => StopAsync(FlagAuthor.Scheduler, cancellationToken);

    private async Task EndLoopAsync()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _stop = null;
        foreach (var fault in State.Active)
        {
            if (!await EndAsync(fault, FaultEnd.Stopped))
                Forget(fault, FaultEnd.Failed);
        }
    }

    private async Task RunAsync(ScheduleRun run, CancellationToken stop)
    {
        // Whoever started it does not wait for the first fault.
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

    // What could not be switched back is tried again.
    private DateTimeOffset Next(ScheduleRun run, DateTimeOffset now) =>
        State.Active.Select(active => active.Fault.Until <= now ? now + Again : active.Fault.Until).Append(run.Next).Min();

    private async Task BeginAsync(PlannedFault fault)
    {
        // A write would replace what somebody is editing in the file and has not finished.
        if (store.Problem is not null)
        {
            Remember(new PastFault(fault.Key, fault.Variant, fault.From, fault.From, FaultEnd.Skipped));
            return;
        }

        string? before = null;
        var result = await store.TryEditAsync(null, document =>
        {
            before = store.Current.Flags.TryGetValue(fault.Key, out var flag) && flag.State == FlagState.Enabled ? FlagEdits.SelectedVariant(flag) : null;
            return before is null || before == fault.Variant ? document : FlagEdits.SetVariant(document, fault.Key, fault.Variant);
        }, FlagAuthor.Scheduler, CancellationToken.None);
        if (result is ReplaceResult.Replaced { Changes.Count: > 0 })
        {
            Update(state => state with { Active = [.. state.Active, new ActiveFault(fault, before!)] });
            logger.FaultBegan(fault.Key, fault.Variant, fault.Until);
            return;
        }

        Remember(new PastFault(fault.Key, fault.Variant, fault.From, fault.From, result is ReplaceResult.Unwritable ? FaultEnd.Failed : FaultEnd.Skipped));
    }

    /// <returns>Whether the flag is not the scheduler's any more.</returns>
    private async Task<bool> EndAsync(ActiveFault active, FaultEnd end)
    {
        var (key, variant) = (active.Fault.Key, active.Fault.Variant);
        var result = await store.TryEditAsync(null, document =>
        {
            if (store.Current.Flags.TryGetValue(key, out var flag) && FlagEdits.SelectedVariant(flag) == variant)
                return FlagEdits.SetVariant(document, key, active.Before);
            end = FaultEnd.LeftAlone;
            return document;
        }, FlagAuthor.Scheduler, CancellationToken.None);
        if (result is ReplaceResult.Unwritable unwritable)
        {
            logger.FaultStays(key, variant, unwritable.Reason);
            return false;
        }

        Forget(active, result is ReplaceResult.Invalid ? FaultEnd.LeftAlone : end);
        logger.FaultEnded(key, variant, State.History[0].End);
        return true;
    }

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

    // One writer at a time: the loop, or whoever holds the gate while there is none.
    private void Update(Func<ScheduleState, ScheduleState> change) => Volatile.Write(ref _state, change(_state) with { Version = _state.Version + 1 });
}
