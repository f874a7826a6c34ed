using Aspire.Hosting.Local.Orchestration;

namespace Aspire.Hosting.Tests.Local.Orchestration;

public sealed class RestartBackOffTests
{
    private readonly ManualTime _time = new();
    private readonly RestartBackOff _backOff;

    public RestartBackOffTests() => _backOff = new RestartBackOff(_time);

    [Fact]
    public void Each_crash_in_a_row_doubles_the_wait_up_to_the_longest()
    {
        var waits = Enumerable.Range(0, 40).Select(_ => Crash(ranFor: TimeSpan.Zero)).ToList();

        Assert.Equal([0.25, 0.5, 1, 2], waits.Take(4).Select(wait => wait.TotalSeconds));
        Assert.Equal(RestartBackOff.Longest, waits[^1]);
    }

    [Fact]
    public void A_process_that_ran_well_for_a_while_starts_over_with_the_shortest_wait()
    {
        Crash(ranFor: TimeSpan.Zero);
        Crash(ranFor: TimeSpan.Zero);

        Assert.Equal(RestartBackOff.First, Crash(ranFor: RestartBackOff.Stable));
        Assert.Equal(1, _backOff.CrashesInARow);
    }

    private TimeSpan Crash(TimeSpan ranFor)
    {
        _backOff.Started();
        _time.Advance(ranFor);
        return _backOff.Crashed();
    }
}
