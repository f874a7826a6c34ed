using OtelShop.Deploy.Tests.Rights;

namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class CommandRightsTests
{
    [Theory]
    [InlineData("kubectl -n N get pods,pvc -l app=cart", "list pods in N", "list persistentvolumeclaims in N")]
    [InlineData("kubectl -n N get secret cart -o jsonpath='{.data}'", "get secrets cart in N")]
    [InlineData("kubectl get pods -A --field-selector spec.nodeName=n1", "list pods in the cluster")]
    [InlineData("kubectl label namespace N otelshop.io/maintenance-", "get namespaces N in the cluster", "patch namespaces N in the cluster")]
    [InlineData("kubectl -n N scale rollout/checkout --replicas=0", "get rollouts.argoproj.io checkout in N", "patch rollouts/scale.argoproj.io checkout in N")]
    [InlineData("kubectl -n N exec cart-0 -c cart -- sh -c 'a | b'", "get pods in N", "create pods/exec in N")]
    [InlineData("kubectl -n N debug cart-0 --image=sdk:10.0", "get pods in N", "patch pods/ephemeralcontainers in N")]
    [InlineData("kubectl -n monitoring port-forward svc/grafana 3000:80", "get services grafana in monitoring", "get pods in monitoring", "list pods in monitoring", "create pods/portforward in monitoring")]
    [InlineData("kubectl argo rollouts -n N abort checkout", "patch rollouts/status.argoproj.io in N")]
    [InlineData("kubectl -n N delete externalsecret --all", "list externalsecrets.external-secrets.io in N", "delete externalsecrets.external-secrets.io in N")]
    [InlineData("velero backup logs daily", "get backups.velero.io in velero", "create downloadrequests.velero.io in velero")]
    [InlineData("argocd app sync shop", "sync applications.argocd otelshop/shop in argocd")]
    public void Rights_of_a_command_are_those_that_its_program_uses(string command, params string[] rights) =>
        Assert.Equal(rights, CommandRights.Of(Assert.Single(CommandRights.Commands($"`{command}`"))).Select(right => right.ToString()));

    [Fact]
    public void Commands_inside_of_others_behind_pipes_and_in_sentences_are_found() => Assert.Equal(
        ["kubectl -n N get jobs -o name", "kubectl -n N logs job/VALUE", "kubectl top nodes"],
        CommandRights.Commands("Look: `kubectl -n N logs job/$(kubectl -n N get jobs -o name | tail -1)`. `kubectl exec` of a colleague is none.\n```sh\nps | kubectl top nodes # kubectl get pods\n```\n").Select(words => string.Join(' ', words)));

    [Theory, InlineData("kubectl -n N get widgets"), InlineData("kubectl -n N drain node-1"), InlineData("velero plugin add x")]
    public void A_command_without_known_rights_stops_the_check(string command) =>
        Assert.Contains("is not known", Assert.Throws<ArgumentException>(() => CommandRights.Of(CommandRights.Commands($"`{command}`").Single()).ToList()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("N", "pods", "get", null, true)]
    [InlineData("N", "pods", "delete", null, false)]
    [InlineData("other", "pods", "get", null, false)]
    [InlineData("other", "nodes", "list", null, true)]
    [InlineData("N", "secrets", "delete", "tls", true)]
    [InlineData("N", "secrets", "delete", "password", false)]
    [InlineData("N", "secrets", "delete", null, false)]
    public void A_group_has_what_bindings_of_its_roles_give_it_where_they_are(string place, string resource, string verb, string? name, bool expected)
    {
        var grants = new RoleGrants(KubernetesObject.Parse("""
            { kind: Role, metadata: { name: viewer, namespace: shop }, rules: [ { apiGroups: [ "" ], resources: [ pods ], verbs: [ get ] }, { apiGroups: [ "" ], resources: [ secrets ], resourceNames: [ tls ], verbs: [ delete ] } ] }
            ---
            { kind: ClusterRole, metadata: { name: nodes }, rules: [ { apiGroups: [ "" ], resources: [ nodes ], verbs: [ list ] } ] }
            ---
            { kind: Role, metadata: { name: other, namespace: shop }, rules: [ { apiGroups: [ "" ], resources: [ pods ], verbs: [ delete ] } ] }
            ---
            { kind: RoleBinding, metadata: { name: viewer, namespace: shop }, roleRef: { kind: Role, name: viewer }, subjects: [ { kind: Group, name: id } ] }
            ---
            { kind: RoleBinding, metadata: { name: other, namespace: shop }, roleRef: { kind: Role, name: other }, subjects: [ { kind: Group, name: another } ] }
            ---
            { kind: ClusterRoleBinding, metadata: { name: nodes }, roleRef: { kind: ClusterRole, name: nodes }, subjects: [ { kind: Group, name: id } ] }
            """), "id", "shop");

        Assert.Equal(expected, grants.Permits(new Right(place, "", resource, verb, name)));
    }

    [Fact]
    public void A_right_that_no_command_needs_is_named() => Assert.Equal(
        ["viewer: no command needs list pods"],
        new RoleGrants(KubernetesObject.Parse("""
            { kind: Role, metadata: { name: viewer, namespace: shop }, rules: [ { apiGroups: [ "" ], resources: [ pods ], verbs: [ get, list ] } ] }
            ---
            { kind: RoleBinding, metadata: { name: viewer, namespace: shop }, roleRef: { kind: Role, name: viewer }, subjects: [ { kind: Group, name: id } ] }
            """), "id", "shop").Unused("viewer", [new Right("N", "", "pods", "get")]));
}
