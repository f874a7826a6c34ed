namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>A bucket with its ends worked out.</summary>
/// <param name="Lower">Smallest value.</param>
/// <param name="Upper">Largest value.</param>
/// <param name="Count">How many values.</param>
/// <param name="IsLinear">True for the one around zero, where values have no logarithm.</param>
internal readonly record struct ExponentialBucket(double Lower, double Upper, double Count, bool IsLinear)
{
    /// <summary>The value below which a share of the bucket lies.</summary>
    public double At(double share) => IsLinear || !double.IsFinite(Upper - Lower)
        ? double.IsFinite(Upper - Lower) ? Lower + ((Upper - Lower) * share) : double.IsFinite(Lower) ? Lower : Upper
        : Math.Clamp(Lower * Math.Pow(Upper / Lower, share), Lower, Upper);

    public double ShareUpTo(double bound) => !double.IsFinite(Upper - Lower) || Upper <= Lower ? 0
        : IsLinear ? (bound - Lower) / (Upper - Lower) : Math.Log(bound / Lower) / Math.Log(Upper / Lower);
}
