using System.Runtime.CompilerServices;

namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>The repository that the tests read.</summary>
internal static class Checkout
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    public static string Peers { get; } = At("tests", "Pipelines.Tests", "peers");

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(At(parts));

    /// <summary>Files below a folder, relative to the root.</summary>
    public static string[] Files(string folder, string pattern) =>
        [.. Directory.GetFiles(At(folder), pattern, SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The names that have an image, from the published objects.</summary>
    public static string[] Images() =>
        [.. (from file in Files("deploy/kustomize/base", "*.yaml")
             from line in File.ReadLines(At(file))
             where line.Trim().StartsWith("image: otelshop/", StringComparison.Ordinal)
             select line.Trim()["image: otelshop/".Length..]).Distinct().Order(StringComparer.Ordinal)];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
