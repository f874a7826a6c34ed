using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>What schemas do not say: lengths of names, tags of images and labels that have to agree.</summary>
internal static partial class ConventionCheck
{
    private const string OwnImages = "otelshop/";

    public static IEnumerable<string> OfNames(IReadOnlyList<KubernetesObject> objects) =>
    [
        .. objects.Where(item => !DnsLabel().IsMatch(item.Name)).Select(item => $"{item}: the name is no DNS label"),
        .. objects.GroupBy(item => item.Identity).Where(group => group.Count() > 1).Select(group => $"{group.First()}: the object is there {group.Count()} times"),
        .. from item in objects
           from label in item.Json.Labels("metadata", "labels").Concat(Workload.Of([item]).SelectMany(workload => workload.Labels))
           where !LabelValue().IsMatch(label.Value)
           select $"{item}: {label.Value} is no value of the label {label.Key}",
        .. from workload in Workload.Of(objects)
           from name in workload.Ports.Select(port => port.Name).OfType<string>()
           where !PortName().IsMatch(name)
           select $"{workload}: the port name {name} is not 1 to 15 lower-case letters, digits and hyphens with a letter",
    ];

    /// <summary>Tags of our images belong to the pipeline; other images are pinned.</summary>
    public static IEnumerable<string> OfImages(IReadOnlyList<KubernetesObject> objects) =>
        from workload in Workload.Of(objects)
        from image in workload.AllContainers.Select(container => container.Text("image") ?? "")
        let tag = TagOf(image)
        let fault = image.StartsWith(OwnImages, StringComparison.Ordinal)
            ? tag is null ? null : "has a tag, which only deploy/gitops may set"
            : tag is null or "latest" ? "is not pinned" : null
        where fault is not null
        select $"{workload}: image {image} {fault}";

    /// <summary>The tag or digest of an image; null without one. A colon before the last slash is a registry's port.</summary>
    public static string? TagOf(string image) => image.LastIndexOfAny(['@', ':']) is var mark && mark > image.LastIndexOf('/') ? image[(mark + 1)..] : null;

    // cert-manager makes these pods of a Certificate, and removes them after its challenge.
    private static readonly Dictionary<string, string> ChallengeLabels = new() { ["acme.cert-manager.io/http01-solver"] = "true" };

    public static IEnumerable<string> OfSelectors(IReadOnlyList<KubernetesObject> objects)
    {
        var workloads = Workload.Of(objects);
        return
        [
            .. from workload in workloads
               where workload.IsService
               let selector = workload.Object.Spec.At("selector")
               from other in workloads
               where other.Namespace == workload.Namespace && LabelSelector.Matches(selector, other.Labels) != (other == workload)
               select other == workload ? $"{workload}: the selector does not match the labels of its own pods" : $"{workload}: the selector matches the pods of {other}",
            .. from policy in objects
               where policy.Kind == "NetworkPolicy"
               where !workloads.Any(workload => workload.Namespace == policy.Namespace && LabelSelector.Matches(policy.Spec.At("podSelector"), workload.Labels))
                   && !(LabelSelector.Matches(policy.Spec.At("podSelector"), ChallengeLabels) && objects.Any(item => item.Kind == "Certificate" && item.Namespace == policy.Namespace))
               select $"{policy}: selects no pod",
        ];
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$")]
    private static partial Regex PortName();

    [GeneratedRegex("^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$")]
    private static partial Regex LabelValue();
}
