using Aspire.Hosting;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>The rules for the API server itself: it needs no controller, and has no webhook that could fail.</summary>
internal static class AdmissionPolicies
{
    private const string Api = "admissionregistration.k8s.io/v1";

    private static readonly string[] Reported = ["Audit", "Warn"];

    // The audit log has each breach, and with a refusal the caller has the message.
    private static readonly string[] Refused = ["Deny", "Audit"];

    public static IReadOnlyList<object> Of(IReadOnlyList<PodRule> rules) =>
    [
        .. rules.Select(rule => new
        {
            apiVersion = Api,
            kind = "ValidatingAdmissionPolicy",
            metadata = PolicyScope.Metadata(NameOf(rule), new Dictionary<string, string> { ["kubernetes.io/description"] = rule.Description }),
            spec = new
            {
                failurePolicy = "Fail",
                matchConstraints = new { resourceRules = PolicyScope.Kinds.Select(ResourceRule) },
                variables = PodRules.Variables.Select(variable => new { name = variable.Name, expression = variable.Expression }),
                validations = rule.Demands.Select(demand => new { expression = demand.Expression, message = demand.Message }),
            },
        }),
    ];

    public static IReadOnlyList<object> BindingsOf(IReadOnlyList<PodRule> rules, KubernetesPolicyMode mode) =>
    [
        .. rules.Select(rule => new
        {
            apiVersion = Api,
            kind = "ValidatingAdmissionPolicyBinding",
            metadata = PolicyScope.Metadata(NameOf(rule)),
            spec = new
            {
                policyName = NameOf(rule),
                validationActions = mode is KubernetesPolicyMode.Audit ? Reported : Refused,
                matchResources = new { namespaceSelector = PolicyScope.Namespaces },
            },
        }),
    ];

    private static object ResourceRule(WorkloadKinds kinds) => new
    {
        apiGroups = new[] { kinds.Group },
        apiVersions = new[] { "v1" },
        operations = PolicyScope.Operations,
        resources = kinds.Kinds.Select(kind => $"{kind.ToLowerInvariant()}s").Concat(kinds.Subresources),
    };

    private static string NameOf(PodRule rule) => $"{Labels.Shop}-{rule.Name}";
}
