using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>The guide to what can be broken on purpose, held against the flags and the telemetry that there are.</summary>
internal static partial class ScenarioGuide
{
    public const string Path = "docs/scenarios.md";
    public const string Flags = "src/FeatureFlags/Flagd/demo.flagd.json";
    private const string Section = "### ";

    private static readonly FrozenSet<string> FromLibraries =
        ["db.client.operation.duration", "db.query.text", "dotnet.gc.pause.time", "http.server.request.duration", "process.cpu.time", "rpc.response.status_code"];

    /// <summary>Headings of the scenarios, which are the names of their flags.</summary>
    public static IReadOnlyCollection<(string Name, int Line)> Sections(IReadOnlyList<string> lines) =>
        [.. lines.Select((text, index) => (Text: text, Line: index + 1)).Where(line => line.Text.StartsWith(Section, StringComparison.Ordinal))
            .Select(line => (line.Text[Section.Length..].Trim(), line.Line))];

    /// <summary>Each flag with the anchor in the guide that its metadata names.</summary>
    public static IReadOnlyCollection<(string Name, string? Anchor)> ReadFlags(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("flags").EnumerateObject().Select(flag => (
            flag.Name,
            flag.Value.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("scenario", out var anchor) ? anchor.GetString() : null))];
    }

    public static IEnumerable<Finding> Undescribed(IReadOnlyList<string> lines, string json) =>
        from flag in ReadFlags(json)
        where !Sections(lines).Any(section => section.Name == flag.Name) || flag.Anchor != AnchorOf(flag.Name)
        select new Finding(Flags, 1, $"{flag.Name} has no section '{Section}{flag.Name}' in {Path}, or its metadata.scenario is not '{flag.Name.ToLowerInvariant()}'.");

    public static IEnumerable<Finding> Unknown(IReadOnlyList<string> lines, string json) =>
        from section in Sections(lines)
        where !ReadFlags(json).Any(flag => flag.Name == section.Name)
        select new Finding(Path, section.Line, $"there is no flag {section.Name}.");

    /// <summary>Names of spans, metrics, attributes and events that the guide promises and no code of ours writes.</summary>
    public static IEnumerable<Finding> Unwritten(IReadOnlyList<string> lines, IEnumerable<SourceFile> files)
    {
        var written = files.Where(file => !file.IsTest).SelectMany(file => file.All<LiteralExpressionSyntax>())
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Select(literal => literal.Token.ValueText).ToHashSet();
        return from line in lines.Select((text, index) => (Text: text, Number: index + 1))
               from Match match in Telemetry().Matches(line.Text)
               let name = match.Groups[1].Value
               where !written.Contains(name) && !FromLibraries.Contains(name)
               select new Finding(Path, line.Number, $"`{name}` is written nowhere: the guide promises telemetry that no reader will see.");
    }

    // Of a heading, as the forge makes it.
    private static string AnchorOf(string heading) => heading.ToLowerInvariant();

    [GeneratedRegex(@"`([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)`")]
    private static partial Regex Telemetry();
}
