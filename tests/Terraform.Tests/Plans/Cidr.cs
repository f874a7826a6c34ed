using System.Net;

namespace OtelShop.Terraform.Tests.Plans;

/// <summary>Arithmetic with address ranges.</summary>
internal static class Cidr
{
    public static bool Contains(this IPNetwork outer, IPNetwork inner) => outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);

    public static bool Overlaps(this IPNetwork one, IPNetwork other) => one.Contains(other) || other.Contains(one);

    /// <summary>The range of a text; null for what is no range.</summary>
    public static IPNetwork? Parse(string? text) => IPNetwork.TryParse(text, out var network) ? network : null;
}
