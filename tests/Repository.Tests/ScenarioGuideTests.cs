using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

public sealed class ScenarioGuideTests
{
    private static string[] Guide => WorkingCopy.Lines(ScenarioGuide.Path);

    private static string Flags => WorkingCopy.Read(ScenarioGuide.Flags);

    [Fact]
    public void Every_flag_has_its_section_in_the_guide() => RuleAssert.Holds("described flags", ScenarioGuide.Undescribed(Guide, Flags));

    [Fact]
    public void Every_section_of_the_guide_has_its_flag() => RuleAssert.Holds("existing flags", ScenarioGuide.Unknown(Guide, Flags));

    [Fact]
    public void The_guide_promises_only_telemetry_that_is_written() => RuleAssert.Holds("promised telemetry", ScenarioGuide.Unwritten(Guide, WorkingCopy.Sources));

    [Fact]
    public void A_section_or_a_flag_without_the_other_and_a_wrong_name_are_found()
    {
        string[] guide = ["### adFailure", "", "### tooMuch", "The event `ad.gone`."];
        const string flags = """{ "flags": { "adFailure": { "metadata": { "scenario": "adfailure" } }, "paymentFailure": {} } }""";

        Assert.Contains("paymentFailure", Assert.Single(ScenarioGuide.Undescribed(guide, flags)).ToString());
        Assert.Equal(3, Assert.Single(ScenarioGuide.Unknown(guide, flags)).Line);
        Assert.Equal(4, Assert.Single(ScenarioGuide.Unwritten(guide, [])).Line);
    }
}
