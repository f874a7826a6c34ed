using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace OtelShop.Repository.Tests;

/// <summary>The working copy that the tests were built from; its C# files are read and parsed once for all rules.</summary>
internal static class WorkingCopy
{
    public static readonly string Root = FindRoot();
    private static readonly ImmutableHashSet<string> NotOurs =
        ["bin", "obj", ".git", "node_modules", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", ".otelshop", ".vs", ".idea"];
    private static readonly Lazy<ImmutableArray<string>> Paths = new(() => [.. List(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)]);
    private static readonly Lazy<ImmutableArray<SourceFile>> Parsed = new(Parse);

    /// <summary>Every file of ours, relative to the root.</summary>
    public static ImmutableArray<string> Files => Paths.Value;

    public static ImmutableArray<SourceFile> Sources => Parsed.Value;

    public static bool Has(string path) => File.Exists(Full(path));

    public static string Read(string path) => File.ReadAllText(Full(path));

    public static string[] Lines(string path) => File.ReadAllLines(Full(path));

    public static IEnumerable<string> Named(params string[] endings) =>
        Files.Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    private static string Full(string path) => Path.Combine(Root, path);

    // dotnet-ef writes the migrations.
    private static ImmutableArray<SourceFile> Parse() =>
        [.. Named(".cs").Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal)).AsParallel().AsOrdered().Select(path => SourceFile.Parse(path, Read(path)))];

    private static IEnumerable<string> List(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (NotOurs.Contains(entry.Name) || entry.LinkTarget is not null) { continue; }
            if (entry is DirectoryInfo child)
            {
                foreach (var path in List(child)) { yield return path; }
            }
            else
            {
                yield return Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/');
            }
        }
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // The path of this file is known from the build; in a build with mapped paths, the output folder leads to the root instead.
        var start = File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) { return folder.FullName; }
        }

        throw new DirectoryNotFoundException($"No repository root above {start}.");
    }
}
