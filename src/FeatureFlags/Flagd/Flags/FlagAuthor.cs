namespace OtelShop.Flagd.Flags;

/// <summary>Author of a change, for history and log.</summary>
/// <param name="Name">Person, program or address.</param>
/// <param name="How">Origin of the change: <c>page</c>, <c>api</c>, <c>scheduler</c>, <c>file</c>, <c>start</c>.</param>
internal sealed record FlagAuthor(string Name, string How)
{
    /// <summary>An edit of the file itself.</summary>
    public static readonly FlagAuthor File = new("an editor of the file", "file");

    public static readonly FlagAuthor Scheduler = new("the scheduler", "scheduler");

    /// <summary>The document that a start begins with.</summary>
    public static readonly FlagAuthor Start = new("the daemon", "start");
}
