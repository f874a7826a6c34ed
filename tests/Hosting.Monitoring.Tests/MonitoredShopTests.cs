namespace OtelShop.Hosting.Monitoring.Tests;

public sealed class MonitoredShopTests
{
    [Fact]
    public void The_job_of_a_service_is_its_namespace_and_its_name() =>
        Assert.Equal("otelshop/cart", new MonitoredShop("otelshop", [], []).JobOf("cart"));
}
