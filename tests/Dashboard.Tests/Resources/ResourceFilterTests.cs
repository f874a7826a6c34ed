using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.Resources;

public sealed class ResourceFilterTests
{
    [Fact]
    public void An_empty_filter_hides_only_what_is_hidden()
    {
        Assert.True(new ResourceFilter().Lets(Samples.Cart));
        Assert.False(new ResourceFilter().Lets(Samples.Cart with { IsHidden = true }));
        Assert.True(new ResourceFilter { ShowsHidden = true }.Lets(Samples.Cart with { IsHidden = true }));
    }

    [Theory]
    [InlineData("CART")]
    [InlineData("csproj")]
    [InlineData("8080")]
    [InlineData(" running ")]
    public void A_text_is_looked_for_in_everything_the_table_shows(string text) => Assert.True(new ResourceFilter { Text = text }.Lets(Samples.Cart));

    [Fact]
    public void Type_state_and_health_have_to_agree_all_three()
    {
        var filter = new ResourceFilter { Types = ["Project", "Valkey"], States = ["Running"], Healths = ["Healthy"] };

        Assert.True(filter.Lets(Samples.Cart));
        Assert.False(filter.Lets(Samples.Valkey));
        Assert.False(filter.Lets(Samples.Cart with { State = "Exited" }));
    }

    [Theory]
    [InlineData("Running", ResourceHealth.Healthy, null, "Running", "success")]
    [InlineData("Running", null, null, "Running", "success")]
    [InlineData("Exited", null, 3, "Exited (3)", "neutral")]
    [InlineData("FailedToStart", null, null, "Failed to start", "neutral")]
    [InlineData(null, null, null, "Unknown", "neutral")]
    public void State_and_health_become_one_word(string? state, ResourceHealth? health, int? exitCode, string text, string css) =>
        Assert.Equal(
            new ResourceCondition(text, css),
            ResourceCondition.Of(Samples.Cart with { State = state, StateStyle = null, Health = health, ExitCode = exitCode }));

    [Fact]
    public void A_running_resource_whose_check_fails_is_unhealthy()
    {
        var sick = Samples.Cart with { Health = ResourceHealth.Unhealthy, HealthReports = [new ResourceHealthReport("http", ResourceHealth.Unhealthy, null, null, null)] };

        Assert.Equal(new ResourceCondition("Running, unhealthy", "error"), ResourceCondition.Of(sick));
    }

    [Fact]
    public void The_time_of_a_health_check_alone_is_no_news()
    {
        var before = Samples.Cart with { HealthReports = [new ResourceHealthReport("http", ResourceHealth.Healthy, null, null, DateTimeOffset.UnixEpoch)] };
        var after = Samples.Cart with { HealthReports = [new ResourceHealthReport("http", ResourceHealth.Healthy, null, null, DateTimeOffset.UnixEpoch.AddDays(1))] };

        Assert.False(ResourceChange.IsVisible(before, after));
        Assert.True(ResourceChange.IsVisible(before, after with { State = "Exited" }));
        Assert.True(ResourceChange.IsVisible(before, after with { Urls = [] }));
    }
}
