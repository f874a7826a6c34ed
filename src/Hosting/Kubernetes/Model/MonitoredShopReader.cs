using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Monitoring;
using OtelShop.Hosting.Monitoring.Slo;

namespace OtelShop.Hosting.Kubernetes.Model;

/// <summary>Reads the published model as monitoring sees it.</summary>
internal static class MonitoredShopReader
{
    public static MonitoredShop Read(ShopModel shop) => new(
        Labels.Shop,
        [.. shop.Workloads.Where(workload => workload.PublicImage is null).Select(workload => Service(shop, workload))],
        [.. shop.Backing.Select(backing => new MonitoredDependency(backing.Name, KindOf(backing)))]);

    private static MonitoredService Service(ShopModel shop, Workload workload)
    {
        IEnumerable<string> used = [.. workload.Edges.Select(edge => edge.To), .. workload.Backing.Select(backing => backing.Name)];
        return new MonitoredService(workload.Name, Slo.ProtocolOf(shop, workload), workload.Options.IsCritical, [.. used.Distinct().Order(StringComparer.Ordinal)])
        {
            Owner = workload.Resource.TryGetLastAnnotation<OwnerAnnotation>(out var owner) ? owner.Name : MonitoredService.DefaultOwner,
            Slo = workload.Resource.TryGetLastAnnotation<ServiceSlo>(out var slo) ? slo : null,
            IsEntrance = workload.IsExternal,
        };
    }

    private static DependencyKind KindOf(BackingService backing) => backing switch
    {
        PostgresService => DependencyKind.PostgreSql,
        ValkeyService => DependencyKind.Redis,
        _ => DependencyKind.Kafka,
    };
}
