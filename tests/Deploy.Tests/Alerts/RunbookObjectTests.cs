using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Commands of the runbooks name objects that prod has, and change those that have the pods.</summary>
public sealed partial class RunbookObjectTests(Renders renders)
{
    private static readonly string Folder = DeployTools.InRepository("docs", "runbooks");

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["deploy"] = "Deployment",
        ["deployment"] = "Deployment",
        ["rollout"] = "Rollout",
        ["sts"] = "StatefulSet",
        ["statefulset"] = "StatefulSet",
        ["ds"] = "DaemonSet",
        ["daemonset"] = "DaemonSet",
    };

    private static IEnumerable<(string Page, string Text)> Pages => Directory.GetFiles(Folder, "*.md").Select(page => (Path.GetFileName(page), File.ReadAllText(page)));

    [Fact]
    public async Task Every_object_that_a_command_names_is_in_prod()
    {
        var objects = (await renders.HelmAsync("prod", "azure")).Concat(await renders.BuildAsync(Path.Combine("monitoring", "collector", "prod"))).Select(item => (item.Kind, item.Name)).ToHashSet();
        var named = (from page in Pages
                     from command in Command().Matches(page.Text)
                     from match in NamedObject().Matches(command.Value)
                     select (page.Page, Kind: Kinds[match.Groups["kind"].Value], Name: match.Groups["name"].Value)).ToList();

        Assert.True(named.Count >= 4, $"only {named.Count} commands name an object");
        Assert.DoesNotContain(named, item => !objects.Contains((item.Kind, item.Name)));
    }

    // In prod a Deployment of a service has no pods: scaling it to none stops nothing, and scaling it up starts pods beside the Rollout.
    [Fact]
    public void No_command_scales_or_restarts_a_Deployment_in_place_of_its_Rollout() => Assert.Empty(
        from page in Pages
        from command in Command().Matches(page.Text)
        where ChangedDeployment().IsMatch(command.Value)
        select $"{page.Page}: {command.Value}");

    [Theory]
    [InlineData("kubectl -n N scale deployment/checkout --replicas=0", true)]
    [InlineData("kubectl -n N rollout restart deploy/S", true)]
    [InlineData("kubectl -n N rollout restart deployment", true)]
    [InlineData("kubectl -n N scale rollout/checkout --replicas=0 # in dev: deployment/checkout", false)]
    [InlineData("kubectl -n N logs deploy/checkout", false)]
    public void A_command_that_changes_a_Deployment_is_recognized(string command, bool expected) => Assert.Equal(expected, ChangedDeployment().IsMatch(command));

    [GeneratedRegex("kubectl [^`\\n]*")]
    private static partial Regex Command();

    [GeneratedRegex(@"\s(?<kind>deploy|deployment|rollout|sts|statefulset|ds|daemonset)/(?<name>[a-z][a-z0-9-]+)")]
    private static partial Regex NamedObject();

    [GeneratedRegex(@"\s(?:scale|rollout (?:restart|undo))\s+deploy(?:ment)?s?\b")]
    private static partial Regex ChangedDeployment();
}
