using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Scheduler;

public sealed class ScheduleRunTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_gives_the_same_faults_at_the_same_times() =>
        Assert.Equal(Faults(Plans.Of(seed: 11, concurrency: 2), rounds: 20), Faults(Plans.Of(seed: 11, concurrency: 2), rounds: 20));

    [Fact]
    public void Another_seed_gives_others() => Assert.NotEqual(Faults(Plans.Of(seed: 11), rounds: 20), Faults(Plans.Of(seed: 12), rounds: 20));

    [Fact]
    public void Every_fault_lies_within_its_round_and_lasts_as_long_as_it_may()
    {
        var faults = Faults(Plans.Of(concurrency: 3), rounds: 200);

        Assert.Equal(600, faults.Count);
        Assert.All(faults, fault =>
        {
            Assert.InRange(fault.Until - fault.From, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
            Assert.Equal(Math.Floor((fault.From - Start).TotalSeconds / 60), Math.Ceiling((fault.Until - Start).TotalSeconds / 60) - 1);
        });
    }

    [Fact]
    public void No_flag_is_drawn_twice_in_a_round()
    {
        var rounds = Faults(Plans.Of(concurrency: 2), rounds: 100).GroupBy(fault => Math.Floor((fault.From - Start).TotalSeconds / 60));

        Assert.All(rounds, round => Assert.Equal(2, round.Select(fault => fault.Key).Distinct().Count()));
    }

    [Fact]
    public void More_at_once_than_there_are_flags_means_all_of_them() => Assert.Equal(3, Faults(Plans.Of(concurrency: int.MaxValue), rounds: 1).Count);

    [Fact]
    public void Every_variant_that_takes_part_comes_up_and_no_other()
    {
        var faults = Faults(Plans.Of(), rounds: 300);

        Assert.Equal(["first on", "second all", "second half", "third on"], faults.Select(fault => $"{fault.Key} {fault.Variant}").Distinct().Order());
    }

    [Fact]
    public void Rounds_that_a_machine_slept_through_are_left_out()
    {
        var run = new ScheduleRun(Plans.Of(concurrency: 3), Start);
        var late = run.Take(Start.AddHours(5).AddSeconds(1));

        Assert.All(late, fault => Assert.True(fault.From <= Start.AddHours(5).AddSeconds(1) && fault.Until > Start.AddHours(5)));
        Assert.Equal(Start.AddHours(5), run.RoundStart);
    }

    [Fact]
    public void A_fault_is_told_once()
    {
        var run = new ScheduleRun(Plans.Of(), Start);
        var time = run.Next;

        Assert.Single(run.Take(time));
        Assert.Empty(run.Take(time));
    }

    private static List<PlannedFault> Faults(Schedule schedule, int rounds)
    {
        var run = new ScheduleRun(schedule, Start);
        var faults = new List<PlannedFault>();
        while (run.Next is var next && next < Start + schedule.Interval * rounds)
            faults.AddRange(run.Take(next));
        return faults;
    }
}
