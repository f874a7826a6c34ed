using OtelShop.Repository.Tests.Rules;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.Repository.Tests;

public sealed class TelemetryTests
{
    private static readonly IReadOnlySet<string> Schema = TelemetryRules.NamesOf(TelemetrySchema.Read(Path.Combine(WorkingCopy.Root, EventRules.Registry)));

    [Fact]
    public void Every_name_that_a_service_emits_is_registered() =>
        RuleAssert.Holds("registered telemetry", TelemetryRules.Unregistered(WorkingCopy.Sources, Schema));

    [Fact]
    public void Every_registered_name_is_emitted() =>
        RuleAssert.Holds("emitted telemetry", TelemetryRules.Unused(WorkingCopy.Sources, Schema));

    [Fact]
    public void Telemetry_names_are_written_in_telemetry_classes() => RuleAssert.Holds(TelemetryRules.NamesLiveInTelemetryClasses);

    [Fact]
    public void A_name_missing_on_either_side_is_found()
    {
        var file = SourceFile.Parse("src/Services/Ad/AdTelemetry.cs", "class AdTelemetry { const string Requests = \"demo.ad.requests\"; }");

        Assert.Equal("src/Services/Ad/AdTelemetry.cs", Assert.Single(TelemetryRules.Unregistered([file], new HashSet<string>())).File);
        Assert.NotEmpty(TelemetryRules.Unused([file], Schema));
    }
}
