using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Scheduler;

/// <summary>What a daemon makes of a folder as another one left it that was killed while a scheduled fault was on.</summary>
public sealed class KilledDaemonTests : IAsyncLifetime
{
    private static readonly FlagAuthor Somebody = new("Ada", "page");
    private readonly TestClock _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("flagd-").FullName;
    private RunningFlagd _killed = default!;
    private RunningFlagd _next = default!;

    private string File => Path.Combine(_folder, FlagFile.Name);

    private string Ledger => Path.Combine(_folder, "history", "scheduled.json");

    public async ValueTask InitializeAsync()
    {
        _killed = await RunningFlagd.StartAsync(Plans.Document, builder => builder.Services.AddSingleton<TimeProvider>(_time));
        var scheduler = _killed.Get<FaultScheduler>();
        // As long as a round: it begins with it.
        var schedule = Plans.Of(interval: 60, shortest: 60, longest: 60, flags: new ScheduledFlag("second", ["half"]));
        Assert.Empty(await scheduler.StartAsync(schedule, Somebody, CancellationToken.None));
        await Eventually.HoldsAsync(() => scheduler.State.Active.Count > 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _next.DisposeAsync();
        await _killed.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_fault_is_switched_back_before_the_first_evaluation()
    {
        Kill();
        await RestartAsync();

        Assert.Equal("off", Selected());
        Assert.Equal(FaultEnd.Interrupted, Assert.Single(State.History).End);
        Assert.Equal((FlagAuthor.Scheduler, "second: half → off"), (Store.History[0].Author, Store.History[0].Summary));
    }

    [Fact]
    public async Task A_flag_switched_while_the_daemon_was_dead_is_left_alone()
    {
        Kill();
        await EditAsync("all");
        await RestartAsync();

        Assert.Equal("all", Selected());
        Assert.Equal(FaultEnd.LeftAlone, Assert.Single(State.History).End);
    }

    [Fact]
    public async Task A_flag_switched_off_and_on_again_before_is_left_alone()
    {
        await _killed.Get<FlagStore>().TryEditAsync(null, document => FlagEdits.SetVariant(document, "second", "off"), Somebody, CancellationToken.None);
        await _killed.Get<FlagStore>().TryEditAsync(null, document => FlagEdits.SetVariant(document, "second", "half"), Somebody, CancellationToken.None);
        Kill();
        await RestartAsync();

        Assert.Equal("half", Selected());
        Assert.Equal(FaultEnd.LeftAlone, Assert.Single(State.History).End);
    }

    [Fact]
    public async Task A_daemon_that_was_killed_before_its_history_was_written_is_made_good_for_too()
    {
        Kill();
        System.IO.File.Delete(Directory.GetFiles(Path.GetDirectoryName(Ledger)!, "0*.json").Max()!);
        await RestartAsync();

        Assert.Equal("off", Selected());
    }

    [Fact]
    public async Task What_has_ended_is_not_ended_again()
    {
        await _killed.Get<FaultScheduler>().StopAsync(Somebody, CancellationToken.None);
        Kill();
        await RestartAsync();

        Assert.Empty(State.History);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{ "Fault": { "Key": "second" } }]""")]
    public async Task A_list_that_cannot_be_read_hinders_no_start(string content)
    {
        Kill();
        await System.IO.File.WriteAllTextAsync(Ledger, content);
        await RestartAsync();

        Assert.Equal("half", Selected());
        Assert.Empty(State.Active);
    }

    [Fact]
    public async Task A_fault_that_could_not_be_ended_again_does_not_begin()
    {
        await _killed.Get<FaultScheduler>().StopAsync(Somebody, CancellationToken.None);
        Kill();
        System.IO.File.Delete(Ledger);
        Directory.CreateDirectory(Ledger);
        await RestartAsync();
        await _next.Get<FaultScheduler>().StartAsync(Plans.Of(interval: 1, shortest: 1, longest: 1), Somebody, CancellationToken.None);
        await Eventually.HoldsAsync(() => State.History.Count > 0);

        Assert.Equal(FaultEnd.Skipped, State.History[0].End);
        Assert.Empty(State.Active);
    }

    private FlagStore Store => _next.Get<FlagStore>();

    private ScheduleState State => _next.Get<FaultScheduler>().State;

    private string? Selected() => FlagEdits.SelectedVariant(Store.Current.Flags["second"]);

    // Everything that is on disk at this moment, and nothing of what was to come.
    private void Kill()
    {
        foreach (var path in Directory.GetFiles(_killed.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(_killed.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(path, copy);
        }
    }

    private async Task RestartAsync() => _next = await RunningFlagd.StartAsync(null, builder =>
    {
        builder.Configuration.AddInMemoryCollection([new("Flagd:Folder", _folder)]);
        builder.Services.AddSingleton<TimeProvider>(_time);
    });

    private async Task EditAsync(string variant) =>
        await System.IO.File.WriteAllBytesAsync(File, FlagEdits.SetVariant(await System.IO.File.ReadAllBytesAsync(File), "second", variant));
}
