namespace OtelShop.Flagd.Flags;

/// <summary>Tells the log and the metrics who changed what, so that whoever looks for the cause of an incident finds it.</summary>
internal sealed class FlagAudit(FlagTelemetry telemetry, ILogger<FlagAudit> logger)
{
    private const int MostLines = 50;

    public void Record(IReadOnlyList<FlagChange> changes, FlagAuthor author)
    {
        foreach (var change in changes.Take(MostLines))
            logger.FlagChanged(change.Flag, change.What, change.From, change.To, author.Name, author.How);
        if (changes.Count > MostLines)
            logger.MoreFlagsChanged(changes.Count - MostLines, author.Name, author.How);
        foreach (var change in changes)
            telemetry.Changed(change, author);
    }
}
