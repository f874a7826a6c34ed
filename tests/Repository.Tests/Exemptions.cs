using System.Collections.Immutable;

namespace OtelShop.Repository.Tests;

/// <summary>The only place where a rule is lifted. Each line needs a reason that a reader would accept.</summary>
internal static class Exemptions
{
    public static readonly ImmutableArray<Exemption> All =
    [
        new("constructor length", "src/FeatureFlags/OpenFeature/Model/", "OpenFeature's public shape: providers written for it call these constructors."),
        new("layers", "bench/Shop/Shop.csproj", "Measures the same running system that EndToEnd.Tests checks, and starts it the same way."),
    ];

    public static bool Allow(string rule, string file) => All.Any(exemption => exemption.Covers(rule, file));
}
