namespace OtelShop.Hosting.Monitoring;

/// <summary>Shops of pull requests, which run beside the shop of a stage and share its Prometheus. Nothing is promised of them.</summary>
public static class Previews
{
    /// <summary>Regular expression of their namespaces, as <c>deploy/gitops/apps/previews.yaml</c> names them. It matches a whole name.</summary>
    public const string Namespaces = ".+-pr-[0-9]+";
}
