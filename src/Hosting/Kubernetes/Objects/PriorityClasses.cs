using k8s.Models;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>Without room for all, the pods that the shop cannot sell without are scheduled first.</summary>
internal static class PriorityClasses
{
    /// <summary>A class belongs to the cluster: stages in one cluster share it.</summary>
    public static string Of(bool isCritical) => $"{Labels.Shop}-{(isCritical ? "critical" : "standard")}";

    public static void Add(ObjectList list)
    {
        list.Add(Class(Of(true), 100_000, "Services that an order needs, and their data."), Labels.Shop);
        list.Add(Class(Of(false), 10_000, "Services that the shop sells without."), Labels.Shop);
    }

    private static V1PriorityClass Class(string name, int value, string description) =>
        new() { Metadata = new V1ObjectMeta { Name = name }, Value = value, GlobalDefault = false, Description = description };
}
