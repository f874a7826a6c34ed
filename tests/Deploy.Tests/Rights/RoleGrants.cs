using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Rights;

/// <summary>What RBAC objects of a cluster let a group do, and Argo CD's own rules beside them.</summary>
internal sealed class RoleGrants
{
    private readonly List<Grant> _grants = [];

    /// <param name="objects">Roles and bindings.</param>
    /// <param name="group">Object id of the group.</param>
    /// <param name="shop">Namespace of the shop, which pages call N.</param>
    public RoleGrants(IReadOnlyList<KubernetesObject> objects, string group, string shop)
    {
        foreach (var binding in objects.Where(item => item.Kind is "RoleBinding" or "ClusterRoleBinding" && item.Json.Items("subjects").Any(subject => (subject.Text("kind"), subject.Text("name")) == ("Group", group))))
        {
            var (kind, name) = (binding.Json.Text("roleRef", "kind"), binding.Json.Text("roleRef", "name"));
            var role = objects.Single(item => item.Kind == kind && item.Name == name && (kind == "ClusterRole" || item.Namespace == binding.Namespace));
            var place = binding.Kind == "ClusterRoleBinding" ? "" : binding.Namespace == shop ? KubectlCommand.Shop : binding.Namespace;
            _grants.AddRange(role.Json.Items("rules").Select(rule => new Grant(role.Name, place, Texts(rule, "apiGroups"), Texts(rule, "resources"), Texts(rule, "verbs"), Texts(rule, "resourceNames"))));
        }
    }

    /// <summary>Adds the rules of a role in Argo CD.</summary>
    /// <param name="policy">Its <c>policy.csv</c>.</param>
    /// <param name="role">Such as <c>role:operator</c>.</param>
    public RoleGrants With(string policy, string role)
    {
        foreach (var rule in policy.Split('\n').Select(line => line.Split(',', StringSplitOptions.TrimEntries)))
            if (rule is ["p", var subject, var resource, var verb, var name, "allow"] && subject == role) _grants.Add(new(role, "argocd", ["argocd"], [resource], [verb], name is "*" or "*/*" ? [] : [name]));
        return this;
    }

    public bool Permits(Right right) => _grants.Any(grant => grant.Permits(right));

    /// <summary>Grants of a role that none of the rights uses.</summary>
    public IEnumerable<string> Unused(string role, IReadOnlyCollection<Right> rights) =>
        from grant in _grants.Where(grant => grant.Role == role)
        from resource in grant.Resources
        from verb in grant.Verbs
        where !rights.Any(right => right.Resource == resource && right.Verb == verb && grant.Permits(right))
        select $"{role}: no command needs {verb} {resource}";

    private static HashSet<string> Texts(JsonNode rule, string name) => [.. rule.Items(name).Select(item => item.ToString())];

    // A place of the whole cluster includes every namespace.
    private sealed record Grant(string Role, string Place, HashSet<string> Groups, HashSet<string> Resources, HashSet<string> Verbs, HashSet<string> Names)
    {
        public bool Permits(Right right) =>
            (Place.Length == 0 || Place == right.Namespace) && Groups.Contains(right.Group) && Resources.Contains(right.Resource) && Verbs.Contains(right.Verb) && (Names.Count == 0 || (right.Name is { } name && Names.Contains(name)));
    }
}
