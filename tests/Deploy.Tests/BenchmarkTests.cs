using System.Text.RegularExpressions;
using OtelShop.Deploy.Tests.CheckTests;

namespace OtelShop.Deploy.Tests;

/// <summary>docs/cis-benchmark.md: what is checked there holds in every render.</summary>
public sealed partial class BenchmarkTests(Renders renders)
{
    private const string Namespaces = """
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } } }
        """;

    [Theory, MemberData(nameof(Renders.Each), MemberType = typeof(Renders))]
    public async Task Every_item_holds(string stage, string home, string mesh)
    {
        KubernetesObject[] objects =
        [
            .. await renders.HelmAsync(stage, home, mesh), .. await renders.BuildAsync(Path.Combine("monitoring", "collector", stage)), .. await renders.BuildAsync(Path.Combine("monitoring", "synthetic", stage)),
            .. await renders.BuildAsync(Path.Combine("gitops", stage, "access")),
        ];

        FindingAssert.None(BenchmarkCheck.Items.SelectMany(item => item.Value(objects).Select(finding => $"{item.Key}: {finding}")));
    }

    [Fact]
    public void The_page_names_the_items_that_are_checked() => Assert.Equal(
        BenchmarkCheck.Items.Keys.Order(), File.ReadLines(GitOps.At("..", "docs", "cis-benchmark.md")).Select(line => Row().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).Order());

    // Items of rights have theirs in NamespaceTests.
    [Theory]
    [InlineData("5.1.5", "serviceAccountName: cart", "serviceAccountName: default")]
    [InlineData("5.2.1", "pod-security.kubernetes.io/enforce", "pod-security.kubernetes.io/warn")]
    [InlineData("5.2.2", "allowPrivilegeEscalation: false", "privileged: true")]
    [InlineData("5.2.3", "serviceAccountName: cart", "hostPID: true")]
    [InlineData("5.2.4", "serviceAccountName: cart", "hostIPC: true")]
    [InlineData("5.2.5", "serviceAccountName: cart", "hostNetwork: true")]
    [InlineData("5.2.6", "allowPrivilegeEscalation: false, ", "")]
    [InlineData("5.2.7", "runAsUser: 1654", "runAsUser: 0")]
    [InlineData("5.2.8", "drop: [ ALL ]", "drop: [ MKNOD ]")]
    [InlineData("5.2.9", "drop: [ ALL ]", "drop: [ ALL ], add: [ NET_RAW ]")]
    [InlineData("5.2.10", "drop: [ ALL ]", "add: [ CHOWN ]")]
    [InlineData("5.2.11", "runAsUser: 1654", "windowsOptions: { hostProcess: true }")]
    [InlineData("5.2.12", "emptyDir: {}", "hostPath: { path: / }")]
    [InlineData("5.2.13", "containerPort: 8080", "containerPort: 8080, hostPort: 80")]
    [InlineData("5.3.2", "podSelector: {}", "podSelector: { matchLabels: { app: cart } }")]
    [InlineData("5.4.2", "kind: ConfigMap", "kind: Secret")]
    [InlineData("5.7.1", "kind: Namespace", "kind: Space")]
    [InlineData("5.7.2", "type: RuntimeDefault", "type: Unconfined")]
    [InlineData("5.7.3", "securityContext: { allowPrivilegeEscalation", "security: { allowPrivilegeEscalation")]
    [InlineData("5.7.4", "{ name: cart, namespace: shop }", "{ name: cart, namespace: default }")]
    public void A_breach_is_found(string item, string old, string replacement) =>
        Assert.True(BenchmarkCheck.Items[item](Changed(old, replacement)).Count() > BenchmarkCheck.Items[item](Shop.And(Namespaces)).Count());

    // The manifests leave the field out, which mounts the token.
    [Theory, InlineData("automountServiceAccountToken: true", 2), InlineData("automountServiceAccountToken: false", 1)]
    public void A_token_without_rights_is_found(string field, int found) =>
        Assert.Equal(found, BenchmarkCheck.Items["5.1.6"](Shop.With("serviceAccountName: cart", $"serviceAccountName: cart\n      {field}")).Count());

    private static IReadOnlyList<KubernetesObject> Changed(string old, string replacement) => Namespaces.Contains(old, StringComparison.Ordinal)
        ? Shop.And(Namespaces.Replace(old, replacement, StringComparison.Ordinal))
        : [.. Shop.With(old, replacement), .. KubernetesObject.Parse(Namespaces)];

    [GeneratedRegex(@"^\| (5\.\d+\.\d+) \| [^|]+ \| yes \|")]
    private static partial Regex Row();
}
