using System.Collections.Immutable;

namespace OtelShop.Repository.Tests;

/// <summary>The only place where a rule is lifted. Each line needs a reason that a reader would accept.</summary>
internal static class Exemptions
{
    public static readonly ImmutableArray<Exemption> All =
    [
        new("layers", "bench/Shop/Shop.csproj", "Measures the same running system that EndToEnd.Tests checks, and starts it the same way."),
    ];

    public static bool Allow(string rule, string file) => All.Any(exemption => exemption.Covers(rule, file));
}

/// <summary>A file, or a folder when the path ends in a slash, that one rule does not bind, and why.</summary>
internal sealed record Exemption(string Rule, string Path, string Reason)
{
    public bool Covers(string rule, string file) =>
        Rule == rule && (Path == file || (Path.EndsWith('/') && file.StartsWith(Path, StringComparison.Ordinal)));
}
