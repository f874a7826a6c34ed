using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

public sealed class TelemetryTests
{
    private static IReadOnlyCollection<(string Name, int Line)> Registry => TelemetryRules.ReadRegistry(WorkingCopy.Lines(TelemetryRules.Registry));

    [Fact]
    public void Every_name_that_a_service_emits_is_registered() =>
        RuleAssert.Holds("registered telemetry", TelemetryRules.Unregistered(WorkingCopy.Sources, Registry));

    [Fact]
    public void Every_registered_name_is_emitted() =>
        RuleAssert.Holds("emitted telemetry", TelemetryRules.Unused(WorkingCopy.Sources, Registry));

    [Fact]
    public void Telemetry_names_are_written_in_telemetry_classes() => RuleAssert.Holds(TelemetryRules.NamesLiveInTelemetryClasses);

    [Fact]
    public void A_name_missing_on_either_side_is_found()
    {
        var file = SourceFile.Parse("src/Services/Ad/AdTelemetry.cs", "class AdTelemetry { const string Requests = \"demo.ad.requests\"; }");
        var registry = TelemetryRules.ReadRegistry(["| Name | Unit |", "|---|---|", "| `demo.ad.views` | `1` |"]);

        Assert.Equal("src/Services/Ad/AdTelemetry.cs", Assert.Single(TelemetryRules.Unregistered([file], registry)).File);
        Assert.Equal(3, Assert.Single(TelemetryRules.Unused([file], registry)).Line);
    }
}
