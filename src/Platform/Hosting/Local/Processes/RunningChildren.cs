using System.Globalization;

namespace Aspire.Hosting.Local.Processes;

/// <summary>The list on disk of a host's children. Only read after both the host and its guardian were killed.</summary>
internal static class RunningChildren
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static void Write(string path, IEnumerable<ProcessIdentity> children)
    {
        var next = path + ".next";
        File.WriteAllLines(next, children.Select(child => $"{child.Id} {child.StartTime}"));
        File.Move(next, path, overwrite: true);
    }

    /// <summary>Ends what an earlier host left running.</summary>
    /// <param name="path">The list that it left.</param>
    /// <param name="grace">Time to let its guardian finish, or the processes end by themselves.</param>
    /// <param name="time">Clock of the wait.</param>
    /// <returns>How many processes were found.</returns>
    public static async Task<int> EndAsync(string path, TimeSpan grace, TimeProvider time)
    {
        var left = Read(path).Where(child => child.IsAlive).ToList();
        foreach (var child in left)
            ProcessSignals.SendToGroup(child.Id, StopSignal.Interrupt);
        var started = time.GetTimestamp();
        while (left.Exists(child => child.IsAlive) && time.GetElapsedTime(started) < grace)
            await Task.Delay(PollInterval, time);
        foreach (var child in left.Where(child => child.IsAlive))
            ProcessSignals.KillGroup(child.Id);
        File.Delete(path);
        return left.Count;
    }

    private static List<ProcessIdentity> Read(string path) => !File.Exists(path)
        ? []
        : [.. File.ReadLines(path).Select(line => line.Split(' ')).Where(fields => fields.Length == 2).Select(Parse)];

    private static ProcessIdentity Parse(string[] fields) =>
        new(int.Parse(fields[0], CultureInfo.InvariantCulture), long.Parse(fields[1], CultureInfo.InvariantCulture));
}
