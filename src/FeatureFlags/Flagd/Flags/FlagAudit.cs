namespace OtelShop.Flagd.Flags;

/// <summary>Writes changes and their authors to the log and the metrics, for the analysis of incidents.</summary>
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
