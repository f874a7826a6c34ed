using System.Globalization;
using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Ui.Schedule;

/// <summary>The scheduler form as submitted, valid or not.</summary>
public sealed record ScheduleForm
{
    public string Interval { get; init; } = "";

    public string Shortest { get; init; } = "";

    public string Longest { get; init; } = "";

    public string Concurrency { get; init; } = "1";

    public string Seed { get; init; } = "";

    /// <summary>Flag and variant, joined by <see cref="Choice"/>. Null: all.</summary>
    public IReadOnlySet<string>? Chosen { get; init; }

    /// <summary>Value of one checkbox.</summary>
    public static string Choice(string key, string variant) => $"{key}\n{variant}";

    internal static ScheduleForm Of(SchedulePreset preset) => new()
    {
        Interval = Text(preset.IntervalSeconds),
        Shortest = Text(preset.ShortestSeconds),
        Longest = Text(preset.LongestSeconds),
    };

    internal static ScheduleForm Of(Scheduler.Schedule schedule) => new()
    {
        Interval = Text(schedule.Interval.TotalSeconds),
        Shortest = Text(schedule.ShortestHold.TotalSeconds),
        Longest = Text(schedule.LongestHold.TotalSeconds),
        Concurrency = Text(schedule.Concurrency),
        Seed = schedule.Seed is { } seed ? Text(seed) : "",
        Chosen = schedule.Flags.SelectMany(flag => flag.Variants, (flag, variant) => Choice(flag.Key, variant)).ToHashSet(),
    };

    internal static ScheduleForm Of(IFormCollection form) => new()
    {
        Interval = form[ScheduleField.Interval].ToString(),
        Shortest = form[ScheduleField.Shortest].ToString(),
        Longest = form[ScheduleField.Longest].ToString(),
        Concurrency = form[ScheduleField.Concurrency].ToString(),
        Seed = form[ScheduleField.Seed].ToString(),
        // Browsers send CRLF.
        Chosen = form[ScheduleField.Variants].Select(choice => choice!.ReplaceLineEndings("\n")).ToHashSet(),
    };

    /// <returns>The schedule; or null, and why.</returns>
    internal (Scheduler.Schedule? Schedule, IReadOnlyList<ScheduleProblem> Problems) Read()
    {
        var problems = new List<ScheduleProblem>();
        var interval = Seconds(Interval, ScheduleField.Interval, problems);
        var shortest = Seconds(Shortest, ScheduleField.Shortest, problems);
        var longest = Seconds(Longest, ScheduleField.Longest, problems);
        if (!int.TryParse(Concurrency, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var concurrency))
            problems.Add(new(ScheduleField.Concurrency, "This must be a whole number, such as 1."));
        int? seed = null;
        if (int.TryParse(Seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            seed = number;
        else if (!string.IsNullOrWhiteSpace(Seed))
            problems.Add(new(ScheduleField.Seed, "This must be a whole number, or empty."));
        var flags = (Chosen ?? new HashSet<string>()).Select(choice => choice.Split('\n', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0], parts => parts[1]).Select(flag => new ScheduledFlag(flag.Key, [.. flag])).ToList();
        var schedule = new Scheduler.Schedule(interval, shortest, longest, concurrency, seed, flags);
        return problems.Count > 0 ? (null, problems) : (schedule, [.. schedule.Problems()]);
    }

    private static TimeSpan Seconds(string text, string field, List<ScheduleProblem> problems)
    {
        // More than nine digits exceed any timer.
        if (text.Trim().Length <= 9 && int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        problems.Add(new(field, "This must be a whole number of seconds."));
        return TimeSpan.Zero;
    }

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
