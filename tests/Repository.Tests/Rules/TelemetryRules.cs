using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>Names that leave the process as telemetry are listed in the schema and written in one class per service.</summary>
internal static partial class TelemetryRules
{
    public static readonly SourceRule NamesLiveInTelemetryClasses = new("telemetry names live in XxxTelemetry", file =>
        from literal in Names(file)
        select file.At(literal, $"\"{literal.Token.ValueText}\" belongs into the XxxTelemetry class of this service."))
    {
        AppliesTo = file => IsOurs(file) && !IsTelemetryClass(file) && !file.Name.EndsWith("Log.cs", StringComparison.Ordinal),
    };

    public static IEnumerable<Finding> Unregistered(IEnumerable<SourceFile> files, IReadOnlySet<string> schema)
    {
        return from file in files
               where IsOurs(file) && IsTelemetryClass(file)
               from literal in Names(file)
               where !schema.Contains(literal.Token.ValueText)
               select file.At(literal, $"{literal.Token.ValueText} is not in {EventRules.Registry}: add it, or use the name that is there.");
    }

    public static IEnumerable<Finding> Unused(IEnumerable<SourceFile> files, IReadOnlySet<string> schema)
    {
        var used = files.Where(file => IsOurs(file) && IsTelemetryClass(file)).SelectMany(Names).Select(literal => literal.Token.ValueText).ToHashSet();
        return from name in schema.Order(StringComparer.Ordinal)
               where Name().IsMatch(name) && !used.Contains(name)
               select new Finding(EventRules.Registry, 1, $"{name} is emitted by no XxxTelemetry class: remove it.");
    }

    /// <summary>Names of spans, events, metrics and their attributes; log records have their own rules.</summary>
    public static IReadOnlySet<string> NamesOf(TelemetrySchema schema) =>
        schema.Signals.Where(signal => signal.Kind is not SignalKind.Event).SelectMany(signal => signal.Attributes.Select(attribute => attribute.Key).Append(signal.Kind is SignalKind.Span ? "" : signal.Name))
            .Concat(schema.Signals.SelectMany(signal => signal.Scopes)).ToHashSet();

    private static bool IsOurs(SourceFile file) => file.IsService || file.IsBelow("ServiceDefaults") || file.IsBelow("src/FeatureFlags/FaultInjection");

    private static bool IsTelemetryClass(SourceFile file) => file.Name.EndsWith("Telemetry.cs", StringComparison.Ordinal);

    private static IEnumerable<LiteralExpressionSyntax> Names(SourceFile file) =>
        file.All<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && Name().IsMatch(literal.Token.ValueText));

    [GeneratedRegex(@"^(demo\.[a-z0-9_.]+|OpenTelemetry\.Demo\.\w+)$")]
    private static partial Regex Name();
}
