namespace OtelShop.Deploy.Tests;

/// <summary>What a namespace may take.</summary>
public sealed class NamespaceTests(Renders renders)
{
    [Theory, MemberData(nameof(Renders.EachOverlay), MemberType = typeof(Renders))]
    public async Task The_quota_holds_every_pod_at_its_maximum_while_all_are_replaced(string stage, string mesh) =>
        FindingAssert.None(QuotaCheck.Check(await renders.KustomizeAsync(stage, mesh)));

    [Theory]
    [InlineData("\"requests.cpu\":\"8\"", "\"requests.cpu\":\"3\"", "requests.cpu is 3 for")]
    [InlineData("\"requests.memory\":\"17Gi\"", "\"requests.memory\":\"170Gi\"", "requests.memory is")]
    [InlineData("\"pods\":\"69\"", "\"pods\":\"20\"", "there may be 20 pods")]
    [InlineData("\"persistentvolumeclaims\":\"10\"", "\"persistentvolumeclaims\":\"1\"", "there may be 1 claims")]
    [InlineData("\"max\":{\"cpu\":\"2\",\"memory\":\"1Gi\"}", "\"max\":{\"cpu\":\"2\",\"memory\":\"256Mi\"}", "container accounting has a limit above the greatest of memory")]
    [InlineData("\"kind\":\"ResourceQuota\"", "\"kind\":\"Quota\"", "the namespace has no quota")]
    public async Task A_quota_that_is_too_small_or_limits_nothing_is_found(string old, string replacement, string finding)
    {
        var rendered = string.Join("\n---\n", (await renders.KustomizeAsync("dev", "none")).Select(item => item.Json.ToJsonString()));
        Assert.Contains(old, rendered, StringComparison.Ordinal);

        Assert.Contains(QuotaCheck.Check(KubernetesObject.Parse(rendered.Replace(old, replacement, StringComparison.Ordinal))), fault => fault.Contains(finding, StringComparison.Ordinal));
    }
}
