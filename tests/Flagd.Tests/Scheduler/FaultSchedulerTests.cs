using Microsoft.Extensions.DependencyInjection;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Scheduler;

public sealed class FaultSchedulerTests : IAsyncLifetime
{
    private static readonly FlagAuthor Somebody = new("Ada", "page");
    private readonly TestClock _time = new();
    private RunningFlagd _flagd = default!;

    private FlagStore Store => _flagd.Get<FlagStore>();

    private FaultScheduler Scheduler => _flagd.Get<FaultScheduler>();

    public async ValueTask InitializeAsync() =>
        _flagd = await RunningFlagd.StartAsync(Plans.Document, builder => builder.Services.AddSingleton<TimeProvider>(_time));

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Fact]
    public async Task A_fault_begins_and_ends_when_its_time_comes()
    {
        var fault = await BeginAsync(Plans.Of());
        var during = Selected(fault.Key);
        await _time.AdvanceToAsync(fault.Until);
        await Eventually.HoldsAsync(() => Scheduler.State.History.Count == 1);

        Assert.Equal(fault.Variant, during);
        Assert.Equal("off", Selected(fault.Key));
        Assert.Equal(FaultEnd.Over, Scheduler.State.History[0].End);
    }

    [Fact]
    public async Task A_stop_switches_back_what_is_on()
    {
        var fault = await BeginAsync(Plans.Of());
        await Scheduler.StopAsync(Somebody, CancellationToken.None);

        Assert.Equal("off", Selected(fault.Key));
        Assert.Equal((false, "Ada", 0), (Scheduler.State.IsRunning, Scheduler.State.By, Scheduler.State.Active.Count));
        Assert.Equal(FaultEnd.Stopped, Assert.Single(Scheduler.State.History).End);
    }

    [Fact]
    public async Task The_end_of_the_process_switches_back_what_is_on()
    {
        var fault = await BeginAsync(Plans.Of());
        await _flagd.StopAsync();

        Assert.Equal("off", Selected(fault.Key));
    }

    [Fact]
    public async Task A_flag_switched_by_a_user_before_then_is_left_alone()
    {
        var fault = await BeginAsync(Plans.Of(flags: new ScheduledFlag("second", ["half"])));
        await SwitchAsync("second", "all");
        await Scheduler.StopAsync(Somebody, CancellationToken.None);

        Assert.Equal("all", Selected(fault.Key));
        Assert.Equal(FaultEnd.LeftAlone, Assert.Single(Scheduler.State.History).End);
    }

    [Fact]
    public async Task What_stood_before_comes_back_and_not_the_default()
    {
        await SwitchAsync("second", "all");
        await BeginAsync(Plans.Of(flags: new ScheduledFlag("second", ["half"])));
        await Scheduler.StopAsync(Somebody, CancellationToken.None);

        Assert.Equal("all", Selected("second"));
    }

    [Fact]
    public async Task A_flag_that_is_that_variant_already_is_left_out_and_stays()
    {
        await SwitchAsync("first", "on");
        await Scheduler.StartAsync(Plans.Of(flags: new ScheduledFlag("first", ["on"])), Somebody, CancellationToken.None);
        await _time.AdvanceToAsync(new ScheduleRun(Plans.Of(flags: new ScheduledFlag("first", ["on"])), _time.GetUtcNow()).Next);
        await Eventually.HoldsAsync(() => Scheduler.State.History.Count == 1);
        await Scheduler.StopAsync(Somebody, CancellationToken.None);

        Assert.Equal(FaultEnd.Skipped, Scheduler.State.History[0].End);
        Assert.Equal("on", Selected("first"));
    }

    [Fact]
    public async Task A_new_start_ends_what_the_one_before_had_switched()
    {
        var fault = await BeginAsync(Plans.Of());
        await Scheduler.StartAsync(Plans.Of(interval: 600), Somebody, CancellationToken.None);

        Assert.Equal("off", Selected(fault.Key));
        Assert.True(Scheduler.State.IsRunning);
    }

    [Fact]
    public async Task Flags_that_do_not_exist_are_refused()
    {
        var problems = await Scheduler.StartAsync(Plans.Of(flags: [new("nothing", ["on"]), new("first", ["sideways"])]), Somebody, CancellationToken.None);

        Assert.Equal(["There is no flag 'nothing'.", "The flag 'first' has no variant 'sideways'."], problems.Select(problem => problem.Message));
        Assert.False(Scheduler.State.IsRunning);
    }

    [Fact]
    public async Task The_last_ten_faults_are_remembered()
    {
        var run = await StartAsync(Plans.Of());
        for (var round = 0; round < 12; round++)
        {
            await NextFaultAsync(run);
            await _time.AdvanceToAsync(Scheduler.State.Active[0].Fault.Until);
            await Eventually.HoldsAsync(() => Scheduler.State.Active.Count == 0);
        }

        Assert.Equal(10, Scheduler.State.History.Count);
    }

    [Fact]
    public async Task The_history_names_the_scheduler()
    {
        var fault = await BeginAsync(Plans.Of());

        Assert.Equal(FlagAuthor.Scheduler, Store.History[0].Author);
        Assert.Equal(fault.Key, Assert.Single(Store.History[0].Changes).Flag);
    }

    private async Task<PlannedFault> BeginAsync(Schedule schedule)
    {
        await NextFaultAsync(await StartAsync(schedule));
        return Scheduler.State.Active[0].Fault;
    }

    /// <returns>What the scheduler is going to do: a seed tells.</returns>
    private async Task<ScheduleRun> StartAsync(Schedule schedule)
    {
        Assert.Empty(await Scheduler.StartAsync(schedule, Somebody, CancellationToken.None));
        return new ScheduleRun(schedule, _time.GetUtcNow());
    }

    private async Task NextFaultAsync(ScheduleRun run)
    {
        DateTimeOffset moment;
        do
        {
            moment = run.Next;
            await _time.AdvanceToAsync(moment);
        }
        while (run.Take(moment).Count == 0);
        await Eventually.HoldsAsync(() => Scheduler.State.Active.Count > 0);
    }

    private string? Selected(string key) => FlagEdits.SelectedVariant(Store.Current.Flags[key]);

    private Task<ReplaceResult> SwitchAsync(string key, string variant) =>
        Store.TryEditAsync(null, document => FlagEdits.SetVariant(document, key, variant), Somebody, CancellationToken.None);
}
