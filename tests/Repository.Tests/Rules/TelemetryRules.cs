using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>Names that leave the process as telemetry are listed in one registry and written in one class per service.</summary>
internal static partial class TelemetryRules
{
    public const string Registry = "docs/telemetry/registry.md";

    public static readonly SourceRule NamesLiveInTelemetryClasses = new("telemetry names live in XxxTelemetry", file =>
        from literal in Names(file)
        select file.At(literal, $"\"{literal.Token.ValueText}\" belongs into the XxxTelemetry class of this service."))
    {
        AppliesTo = file => IsOurs(file) && !IsTelemetryClass(file),
    };

    public static IEnumerable<Finding> Unregistered(IEnumerable<SourceFile> files, IReadOnlyCollection<(string Name, int Line)> registry)
    {
        var known = registry.Select(entry => entry.Name).ToHashSet();
        return from file in files
               where IsOurs(file) && IsTelemetryClass(file)
               from literal in Names(file)
               where !known.Contains(literal.Token.ValueText)
               select file.At(literal, $"{literal.Token.ValueText} is not in {Registry}: add its row, or use the name that is there.");
    }

    public static IEnumerable<Finding> Unused(IEnumerable<SourceFile> files, IReadOnlyCollection<(string Name, int Line)> registry)
    {
        var used = files.Where(file => IsOurs(file) && IsTelemetryClass(file)).SelectMany(Names).Select(literal => literal.Token.ValueText).ToHashSet();
        return from entry in registry
               where !used.Contains(entry.Name)
               select new Finding(Registry, entry.Line, $"{entry.Name} is emitted by no XxxTelemetry class: remove its row.");
    }

    /// <summary>The names in the first column of the registry's tables.</summary>
    public static IReadOnlyCollection<(string Name, int Line)> ReadRegistry(IReadOnlyList<string> lines) =>
        [.. lines.Select((text, index) => (Match: Row().Match(text), Line: index + 1)).Where(row => row.Match.Success).Select(row => (row.Match.Groups[1].Value, row.Line))];

    private static bool IsOurs(SourceFile file) => file.IsService || file.IsBelow("ServiceDefaults") || file.IsBelow("src/FeatureFlags/FaultInjection");

    private static bool IsTelemetryClass(SourceFile file) => file.Name.EndsWith("Telemetry.cs", StringComparison.Ordinal);

    private static IEnumerable<LiteralExpressionSyntax> Names(SourceFile file) =>
        file.All<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && Name().IsMatch(literal.Token.ValueText));

    [GeneratedRegex(@"^(demo\.[a-z0-9_.]+|OpenTelemetry\.Demo\.\w+)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| *`([^`]+)` *\|")]
    private static partial Regex Row();
}
