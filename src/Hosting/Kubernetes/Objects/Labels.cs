namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>The recommended labels of Kubernetes.</summary>
internal static class Labels
{
    public const string Name = "app.kubernetes.io/name";
    /// <summary>Tells the copies of a workload apart that Flagger makes.</summary>
    public const string Instance = "app.kubernetes.io/instance";
    public const string PartOf = "app.kubernetes.io/part-of";
    public const string Shop = "otelshop";

    /// <summary>The label that the API server gives every namespace.</summary>
    public const string NamespaceName = "kubernetes.io/metadata.name";

    public static Dictionary<string, string> Of(string name) => new() { [Name] = name, [PartOf] = Shop };

    public static Dictionary<string, string> Selector(string name) => new() { [Name] = name };
}
