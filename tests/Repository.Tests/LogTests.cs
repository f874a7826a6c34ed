using OtelShop.Repository.Tests.Rules;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.Repository.Tests;

public sealed class LogTests
{
    private static IEnumerable<SchemaSignal> Events =>
        TelemetrySchema.Read(Path.Combine(WorkingCopy.Root, EventRules.Registry)).Signals.Where(signal => signal.Kind is SignalKind.Event);

    [Fact]
    public void Every_log_record_is_a_named_event() => RuleAssert.Holds(LogRules.EventsAreNamed);

    [Fact]
    public void Every_value_of_a_log_record_is_a_named_attribute() => RuleAssert.Holds(LogRules.AttributesAreNamed);

    [Fact]
    public void No_two_events_have_the_same_name() => RuleAssert.Holds("unique events", LogRules.Repeated(WorkingCopy.Sources));

    [Fact]
    public void Every_event_is_in_the_schema_with_its_attributes() =>
        RuleAssert.Holds("registered events", EventRules.Unregistered(WorkingCopy.Sources, Events));

    [Fact]
    public void Every_event_of_the_schema_is_written() => RuleAssert.Holds("written events", EventRules.Unwritten(WorkingCopy.Sources, Events));

    [Fact]
    public void A_record_without_names_and_a_second_one_of_a_name_are_found()
    {
        var file = SourceFile.Parse("src/Services/Ad/AdLog.cs", """
            partial class AdLog
            {
                [LoggerMessage(1, LogLevel.Information, "Chose {Count} ads")]
                static partial void Chosen(this ILogger logger, int count);
                [LoggerMessage(2, LogLevel.Information, "Full", EventName = "ad.list.filled")]
                static partial void Filled(this ILogger logger);
                [LoggerMessage(3, LogLevel.Information, "Full again", EventName = "ad.list.filled")]
                static partial void FilledAgain(this ILogger logger);
            }
            """);

        Assert.Equal(3, Assert.Single(LogRules.EventsAreNamed.Check(file)).Line);
        Assert.Equal(4, Assert.Single(LogRules.AttributesAreNamed.Check(file)).Line);
        Assert.Equal(7, Assert.Single(LogRules.Repeated([file])).Line);
        Assert.Equal(3, EventRules.Unregistered([file], []).Count());
        Assert.NotEmpty(EventRules.Unwritten([file], Events));
    }
}
