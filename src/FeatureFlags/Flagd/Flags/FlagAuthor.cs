namespace OtelShop.Flagd.Flags;

/// <summary>Who changes flags, for the history and the log.</summary>
/// <param name="Name">A person, a program, an address.</param>
/// <param name="How">The way it was done: <c>page</c>, <c>api</c>, <c>scheduler</c>, <c>file</c>, <c>start</c>.</param>
internal sealed record FlagAuthor(string Name, string How)
{
    /// <summary>Whoever edited the file itself.</summary>
    public static readonly FlagAuthor File = new("an editor of the file", "file");

    public static readonly FlagAuthor Scheduler = new("the scheduler", "scheduler");

    /// <summary>The flags that a start begins with.</summary>
    public static readonly FlagAuthor Start = new("the daemon", "start");
}
