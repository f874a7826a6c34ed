using Aspire.Hosting;

namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>The rules for Gatekeeper, whose engine <c>K8sNativeValidation</c> takes the same CEL: no Rego says them a second time.</summary>
internal static class GatekeeperPolicies
{
    public static IReadOnlyList<object> Of(IReadOnlyList<PodRule> rules) =>
    [
        .. rules.Select(rule => new
        {
            apiVersion = "templates.gatekeeper.sh/v1",
            kind = "ConstraintTemplate",
            // Gatekeeper asks for the kind in lower case.
            metadata = PolicyScope.Metadata(KindOf(rule).ToLowerInvariant(), new Dictionary<string, string> { ["description"] = rule.Description }),
            spec = new
            {
                crd = new { spec = new { names = new { kind = KindOf(rule) } } },
                targets = new[]
                {
                    new
                    {
                        target = "admission.k8s.gatekeeper.sh",
                        code = new[]
                        {
                            new
                            {
                                engine = "K8sNativeValidation",
                                source = new
                                {
                                    variables = PodRules.Variables.Select(variable => new { name = variable.Name, expression = variable.Expression }),
                                    validations = rule.Demands.Select(demand => new { expression = demand.Expression, message = demand.Message }),
                                },
                            },
                        },
                    },
                },
            },
        }),
    ];

    public static IReadOnlyList<object> ConstraintsOf(IReadOnlyList<PodRule> rules, KubernetesPolicyMode mode) =>
    [
        .. rules.Select(rule => new
        {
            apiVersion = "constraints.gatekeeper.sh/v1beta1",
            kind = KindOf(rule),
            metadata = PolicyScope.Metadata(rule.Name),
            spec = new
            {
                enforcementAction = mode is KubernetesPolicyMode.Audit ? "warn" : "deny",
                match = new
                {
                    kinds = PolicyScope.Kinds.Select(kinds => new { apiGroups = new[] { kinds.Group }, kinds = kinds.Kinds }),
                    namespaceSelector = PolicyScope.Namespaces,
                },
            },
        }),
    ];

    private static string KindOf(PodRule rule) => $"OtelShop{rule.PascalName}";
}
