namespace OtelShop.Repository.Tests;

/// <summary>A file, or a folder when the path ends in a slash, that one rule does not bind, and why.</summary>
internal sealed record Exemption(string Rule, string Path, string Reason)
{
    public bool Covers(string rule, string file) =>
        Rule == rule && (Path == file || (Path.EndsWith('/') && file.StartsWith(Path, StringComparison.Ordinal)));
}
