using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Scheduler;

public sealed class ScheduleTests
{
    public static TheoryData<string, int, int, int, int> Wrong => new()
    {
        { ScheduleField.Interval, 0, 1, 1, 1 },
        { ScheduleField.Interval, 604_801, 1, 1, 1 },
        { ScheduleField.Shortest, 60, 0, 10, 1 },
        { ScheduleField.Longest, 60, 20, 10, 1 },
        { ScheduleField.Longest, 60, 10, 61, 1 },
        { ScheduleField.Concurrency, 60, 10, 20, 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Numbers_that_make_no_round_are_refused_at_their_field(string field, int interval, int shortest, int longest, int concurrency)
    {
        var problems = Plans.Of(interval, shortest, longest, concurrency).Problems();

        Assert.Contains(field, problems.Select(problem => problem.Field));
    }

    [Fact]
    public void A_schedule_without_a_variant_to_switch_on_is_refused()
    {
        var problems = Plans.Of(flags: new ScheduledFlag("first", [])).Problems();

        Assert.Equal(ScheduleField.Variants, Assert.Single(problems).Field);
    }

    [Fact]
    public void Every_preset_can_be_run()
    {
        Assert.Equal(["presentation 60 10 20", "hourly 3600 300 900", "frequent 900 60 180"],
            SchedulePreset.All.Select(preset => $"{preset.Name} {preset.IntervalSeconds} {preset.ShortestSeconds} {preset.LongestSeconds}"));
        Assert.All(SchedulePreset.All, preset => Assert.Empty(Plans.Of(preset.IntervalSeconds, preset.ShortestSeconds, preset.LongestSeconds).Problems()));
    }

    [Fact]
    public void A_fault_may_last_a_whole_round_of_one_second() => Assert.Empty(Plans.Of(1, 1, 1).Problems());
}
