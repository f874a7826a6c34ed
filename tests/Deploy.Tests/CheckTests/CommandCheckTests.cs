namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class CommandCheckTests
{
    [Theory]
    [InlineData("kubectl -n shop get pods,pvc -l app=cart -o yaml # all of them")]
    [InlineData("kubectl -n shop logs deploy/checkout --since=2h | grep -i 'a | b'")]
    [InlineData("kubectl -n shop rollout restart deployment")]
    [InlineData("kubectl -n shop exec cart-0 -- env --ignore-environment sh")]
    [InlineData("kubectl -n shop create secret generic token --from-literal=value=1")]
    [InlineData("kubectl top nodes --sort-by=memory")]
    [InlineData("helm upgrade shop ./chart --install --namespace shop")]
    [InlineData("az keyvault recover --name shop \\\n  --location westeurope")]
    public async Task A_command_that_exists_is_right(string command) => Assert.Empty(await CheckAsync(command));

    [Theory]
    [InlineData("kubectl -n shop gett pods", "the subcommand does not exist")]
    [InlineData("kubectl -n shop rollout revert deployment/cart", "the subcommand does not exist")]
    [InlineData("kubectl get pods --colour", "--colour is no flag of it")]
    [InlineData("helm upgrade shop ./chart --force-all", "--force-all is no flag of it")]
    [InlineData("az keyvault resurrect --name shop", "the command is not known")]
    [InlineData("kubectl get pods | awq '{ print $1 }'", "the command is not known")]
    [InlineData("velero restore create --from-backups daily", "--from-backups is no flag of it")]
    [InlineData("eng/pipelines/roll-forward.sh prod", "the script does not exist")]
    public async Task A_command_that_does_not_exist_is_named(string command, string finding) => Assert.EndsWith(finding, Assert.Single(await CheckAsync(command)), StringComparison.Ordinal);

    [Fact]
    public async Task A_command_in_a_sentence_is_checked_too() =>
        Assert.EndsWith("--colour is no flag of it", Assert.Single(await CommandCheck.CheckAsync("Look at `kubectl -n shop get pods --colour`, not at `kubectl exec`.", DeployTools.InRepository())), StringComparison.Ordinal);

    private static Task<IReadOnlyList<string>> CheckAsync(string command) =>
        CommandCheck.CheckAsync($"Text.\n```sh\n{command}\n```\n", DeployTools.InRepository());
}
