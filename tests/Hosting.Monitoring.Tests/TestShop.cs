using Aspire.Hosting;
using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Monitoring.Tests;

/// <summary>A service of each protocol.</summary>
internal static class TestShop
{
    public static MonitoredShop Shop { get; } = new(
        "otelshop",
        [
            new MonitoredService("frontend-proxy", ServiceProtocol.Http, IsCritical: true, ["cart"]) { IsEntrance = true, Slo = Target },
            new MonitoredService("cart", ServiceProtocol.Grpc, IsCritical: true, ["valkey-cart"]) { Slo = Target },
            new MonitoredService("accounting", ServiceProtocol.Messaging, IsCritical: false, ["kafka", "postgres"]) { Slo = Target },
        ],
        [new("postgres", DependencyKind.PostgreSql), new("valkey-cart", DependencyKind.Redis), new("kafka", DependencyKind.Kafka)]);

    private static ServiceSlo Target => new(SloTarget.Default, SloTarget.Default, []);
}
