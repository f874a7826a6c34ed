using System.Globalization;
using System.Text;

namespace OtelShop.Testing.Telemetry.Schema;

/// <summary>Renders the schema as Markdown.</summary>
public static class SchemaDocument
{
    private static readonly (SignalKind Kind, string Title, string[] Columns)[] Sections =
    [
        (SignalKind.Span, "Spans", ["Name", "Kind"]),
        (SignalKind.SpanEvent, "Events of spans", ["Name"]),
        (SignalKind.Metric, "Metrics", ["Name", "Instrument, unit"]),
        (SignalKind.Event, "Log records", ["Name"]),
        (SignalKind.Entity, "Resources", ["Entity"]),
    ];

    /// <summary>One page with a table for each kind of telemetry.</summary>
    /// <param name="schema">The schema.</param>
    public static string Render(TelemetrySchema schema)
    {
        var page = new StringBuilder("""
            # Telemetry registry
            Everything that the shop emits. This page is rendered from the [Weaver registry](registry) beside it; tests compare the registry with the code, and with
            all that a running shop emits while each fault is on in turn. Required attributes are **bold**. ○ marks names that may change.


            """.ReplaceLineEndings("\n"));
        foreach (var (kind, title, columns) in Sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| {string.Join(" | ", columns)} | Means | Attributes | Emitted by |\n|{string.Concat(Enumerable.Repeat("---|", columns.Length + 3))}\n");
            foreach (var signal in schema.Signals.Where(signal => signal.Kind == kind).OrderBy(signal => signal.Name, StringComparer.Ordinal))
                AddRow(page, signal);
            page.Append('\n');
        }

        page.Append("## Attributes\n\n| Name | Type | Means |\n|---|---|---|\n");
        foreach (var attribute in schema.Attributes.Values.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| `{attribute.Key}`{Mark(attribute.Stability)} | {attribute.Type} | {attribute.Brief}{Members(attribute)} |\n");
        return page.ToString();
    }

    private static void AddRow(StringBuilder page, SchemaSignal signal)
    {
        string[] cells = signal.Kind switch
        {
            SignalKind.Span => [signal.NameTemplate + Mark(signal.Stability), signal.Detail],
            SignalKind.Metric => [$"`{signal.Name}`{Mark(signal.Stability)}", signal.Detail.Replace(" ", ", `", StringComparison.Ordinal) + "`"],
            _ => [$"`{signal.Name}`{Mark(signal.Stability)}"],
        };
        var attributes = string.Join(", ", signal.Attributes.Select(attribute => attribute.IsRequired ? $"**{attribute.Key}**" : attribute.Key));
        page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} | {signal.Brief} | {attributes} | {(signal.Services.Count == 0 ? "every service" : string.Join(", ", signal.Services))} |\n");
    }

    private static string Mark(string stability) => stability == "stable" ? "" : " ○";

    private static string Members(SchemaAttribute attribute) =>
        attribute.Members.Count == 0 ? "" : $" One of {string.Join(", ", attribute.Members.Select(member => $"`{member}`"))}.";
}
