using OtelShop.Repository.Tests.Rules;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.Repository.Tests;

/// <summary>docs/telemetry/registry.md is rendered from docs/telemetry/registry. UPDATE_DOCS=1 writes it.</summary>
public sealed class SchemaTests
{
    private const string Page = "docs/telemetry/registry.md";
    private static readonly TelemetrySchema Schema = TelemetrySchema.Read(Path.Combine(WorkingCopy.Root, EventRules.Registry));

    [Fact]
    public void The_schema_does_not_contradict_itself() => Assert.Empty(Schema.Problems);

    [Fact]
    public void The_page_shows_the_schema()
    {
        var page = Path.Combine(WorkingCopy.Root, Page);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(page, SchemaDocument.Render(Schema));

        Assert.Equal(SchemaDocument.Render(Schema), File.ReadAllText(page));
    }

    [Fact]
    public void Metrics_have_no_ids_as_attributes()
    {
        // A partition is one of few.
        var ids = from metric in Schema.Signals
                  where metric.Kind is SignalKind.Metric
                  from attribute in metric.Attributes
                  where attribute.Key.EndsWith(".id", StringComparison.Ordinal) && attribute.Key != "messaging.destination.partition.id"
                  select $"{metric.Name}: {attribute.Key}";

        Assert.Empty(ids);
    }
}
