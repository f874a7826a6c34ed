using System.Diagnostics.Metrics;

namespace OtelShop.Flagd.Flags;

internal sealed class FlagTelemetry(IMeterFactory meters)
{
    public const string MeterName = "OtelShop.Flagd";

    private readonly Counter<long> _changes = meters.Create(MeterName).CreateCounter<long>("flagd.flag.changes", "{change}", "Changes of feature flags");

    public void Changed(FlagChange change, FlagAuthor author) => _changes.Add(
        1,
        new("feature_flag.key", change.Flag),
        new("flagd.change.what", change.What),
        new("flagd.change.how", author.How));
}
