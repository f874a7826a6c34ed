namespace OtelShop.ServiceMap.Follow;

/// <summary>State of the connection to the dashboard, for the pages.</summary>
internal sealed class FollowStatus
{
    private volatile string? _problem = "The dashboard has not answered yet.";
    private long _calls;
    private long _malformed;

    /// <summary>What is wrong and what to do about it, in a sentence. Null while the stream is open.</summary>
    public string? Problem => _problem;

    /// <summary>Calls received since the start.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Lines that could not be read in full.</summary>
    public long Malformed => Interlocked.Read(ref _malformed);

    /// <summary>Sets or clears the problem.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Report(string? problem) => Interlocked.Exchange(ref _problem, problem) != problem;

    public void Count(int calls, bool isWhole)
    {
        Interlocked.Add(ref _calls, calls);
        if (!isWhole)
            Interlocked.Increment(ref _malformed);
    }
}
