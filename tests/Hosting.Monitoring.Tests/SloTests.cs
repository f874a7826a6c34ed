using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Monitoring.Rules;
using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Monitoring.Tests;

/// <summary>What WithSlo promises and refuses, and which rules follow.</summary>
public sealed class SloTests
{
    private readonly IResourceBuilder<ContainerResource> _cart =
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true }).AddContainer("cart", "cart");

    [Theory, InlineData(100), InlineData(0), InlineData(100.1)]
    public void An_availability_without_an_error_budget_is_refused(double availability) => Assert.Contains(
        "must lie between 0 and 100",
        Assert.Throws<DistributedApplicationException>(() => _cart.WithSlo(SloTarget.Default with { Availability = availability })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_latency_that_no_histogram_measures_is_refused() => Assert.Contains(
        "0.3 s, which no histogram measures: use one of 0.005, ",
        Assert.Throws<DistributedApplicationException>(() => _cart.WithSlo(SloTarget.Default with { P95 = TimeSpan.FromMilliseconds(300) })).Message, StringComparison.Ordinal);

    [Theory, InlineData("Ordering"), InlineData("team \"x\""), InlineData("")]
    public void An_owner_that_is_no_label_is_refused(string team) =>
        Assert.Contains("is no team name", Assert.Throws<DistributedApplicationException>(() => _cart.WithOwner(team)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_last_target_counts()
    {
        _cart.WithSlo(SloTarget.Default).WithSlo(SloTarget.Default with { Availability = 99 }, "AddItem");

        Assert.True(_cart.Resource.TryGetAnnotationsOfType<ServiceSlo>(out var slos));
        Assert.Equal(99, Assert.Single(slos).Reads.Availability);
    }

    [Fact]
    public void Reads_and_writes_together_have_to_meet_the_weaker_target() => Assert.Equal(
        new SloTarget(99, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)),
        new SloTarget(99, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)).Weakest(new SloTarget(99.9, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1))));

    [Theory]
    [InlineData(ServiceProtocol.Grpc, "", "read")]
    [InlineData(ServiceProtocol.Grpc, "*", "write")]
    [InlineData(ServiceProtocol.Http, "POST", "read write")]
    [InlineData(ServiceProtocol.Messaging, "", "process")]
    public void Methods_decide_which_operations_have_a_target(ServiceProtocol protocol, string write, string operations) =>
        Assert.Equal(operations, string.Join(' ', SloOperation.Of(Service(protocol, write)).Select(operation => operation.Name)));

    [Fact]
    public void A_service_without_a_target_has_no_rule_of_its_own() =>
        Assert.DoesNotContain(SloRules.Indicators(Shop(Service(ServiceProtocol.Grpc) with { Slo = null }), RuleSpeed.Real).Rules, rule => rule.Record == Series.Requests);

    [Fact]
    public void Rules_read_the_metrics_of_this_shop_only()
    {
        var rules = from speed in new[] { RuleSpeed.Real, RuleSpeed.Demo }
                    from file in RuleFiles.Groups(TestShop.Shop, speed)
                    from rule in file.Groups.SelectMany(@group => @group.Rules)
                    from finding in SelectionCheck.FindingsOfMetrics(rule.Expr)
                    select $"{rule.Record ?? rule.Alert} {finding}";

        Assert.Empty(rules);
    }

    [Fact]
    public void Reads_and_writes_have_limits_of_their_own()
    {
        var slow = SloTarget.Default with { Availability = 99.5, P99 = TimeSpan.FromSeconds(5) };
        var service = Service(ServiceProtocol.Grpc, "AddItem");
        var rules = SloRules.Indicators(Shop(service with { Slo = service.Slo! with { Writes = slow } }), RuleSpeed.Real).Rules;
        Rule Of(string record, string operation, string sli) => rules.Single(rule => rule.Record == record && rule.Labels!["operation"] == operation && rule.Labels["sli"] == sli);

        Assert.Equal("vector(0.005)", Of(Series.ErrorBudget, "write", "availability").Expr);
        Assert.Equal("vector(0.001)", Of(Series.ErrorBudget, "read", "availability").Expr);
        Assert.Contains("le=~\"5|5[.]0\"", Of(Series.BadRequests, "write", "latency_p99").Expr, StringComparison.Ordinal);
        Assert.Contains("rpc_method!~\".+/(AddItem)\"", Of(Series.BadRequests, "read", "latency_p99").Expr, StringComparison.Ordinal);
    }

    [Theory, InlineData(3600, "1h", "1m"), InlineData(300, "5m", "15s"), InlineData(30 * 86400, "30d", "12h")]
    public void A_demonstration_divides_windows_but_keeps_room_for_two_scrapes(int seconds, string real, string demo) => Assert.Equal(
        (real, demo), (RuleSpeed.Real.Window(TimeSpan.FromSeconds(seconds)), RuleSpeed.Demo.Window(TimeSpan.FromSeconds(seconds))));

    private static MonitoredShop Shop(MonitoredService service) => new("otelshop", [service], []);

    private static MonitoredService Service(ServiceProtocol protocol, params string[] writes) =>
        new("cart", protocol, true, []) { Owner = "ordering", Slo = new ServiceSlo(SloTarget.Default, SloTarget.Default, [.. writes.Where(write => write.Length > 0)]) };
}
