namespace OtelShop.Dashboard.GoldenSignals;

/// <summary>How full a service is, from its metrics. Null where it does not send the metric. Public because components are, and take it as a parameter.</summary>
/// <param name="Cpu">Processors in use: 1 is one core.</param>
/// <param name="Memory">Working set in bytes.</param>
/// <param name="Queue">Work items that wait for a thread.</param>
public sealed record Saturation(double? Cpu, double? Memory, double? Queue)
{
    public static Saturation Unknown { get; } = new(null, null, null);
}
