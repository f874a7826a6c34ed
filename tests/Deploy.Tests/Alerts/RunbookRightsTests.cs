using System.Text.RegularExpressions;
using OtelShop.Deploy.Tests.Rights;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>A reader of a runbook has the rights that its commands need, or the page says which role has them.</summary>
public sealed partial class RunbookRightsTests(Renders renders)
{
    private const string Administrator = "administrator";
    private static readonly string Docs = DeployTools.InRepository("docs");

    // Pages that an operator reads while the shop runs. The user that installs it, as azure.md and publish.md say, owns the subscription.
    private static readonly string[] Pages =
        [.. Directory.GetFiles(Path.Combine(Docs, "runbooks"), "*.md"), .. ((string[])["chaos.md", "dashboards.md", "delivery.md", "recovery.md", "secrets.md", "slo.md", "telemetry/collector.md"]).Select(page => Path.Combine(Docs, page))];

    private static IEnumerable<(string Name, Section Section)> Sections => from page in Pages from section in Section.Of(File.ReadAllText(page)) select ($"{Path.GetFileName(page)} {section.Title}", section);

    [Fact]
    public async Task Operators_may_run_every_command_that_is_not_marked_with_another_role()
    {
        var (operators, debuggers) = (await GrantsAsync("prod"), await GrantsAsync("dev"));
        var needed = Sections.SelectMany(item => item.Section.Commands, (item, command) => (item.Name, item.Section.Roles, Command: command, Rights: CommandRights.Of(command).ToList())).ToList();

        Assert.True(needed.Count >= 60, $"{needed.Count} commands");
        FindingAssert.None(
            from item in needed
            where !item.Roles.Contains(Administrator)
            let grants = item.Roles.Contains("debugger") ? debuggers : operators
            from right in item.Rights
            where !grants.Permits(right)
            select $"{item.Name}: {string.Join(' ', item.Command)} needs {right}");
    }

    [Fact]
    public async Task A_section_names_a_further_role_only_for_a_command_that_operators_may_not_run()
    {
        var operators = await GrantsAsync("prod");

        FindingAssert.None(
            from item in Sections
            where item.Section.OwnRoles.Any() && !item.Section.CommandsBelow.Any(command => CommandRights.Of(command).Any(right => !operators.Permits(right)))
            select $"{item.Name} names {string.Join(", ", item.Section.OwnRoles)} without need");
    }

    [Fact]
    public async Task Operators_have_no_right_that_no_command_needs()
    {
        var publishing = Section.Of(await File.ReadAllTextAsync(Path.Combine(Docs, "publish.md"))).SelectMany(section => section.Commands);
        var rights = Sections.SelectMany(item => item.Section.Commands).Concat(publishing).SelectMany(CommandRights.Of).ToHashSet();
        var operators = await GrantsAsync("prod");

        FindingAssert.None([.. operators.Unused("operator", rights), .. operators.Unused("port-forwarder", rights)]);
    }

    private async Task<RoleGrants> GrantsAsync(string stage)
    {
        var groups = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "access", "groups.yaml")))).Labels("groups");
        var argo = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", "argocd", "values.yaml"))));
        return new RoleGrants(await renders.BuildAsync(Path.Combine("gitops", stage, "access")), groups["operators"], Renders.NamespaceOf(stage)).With(argo.Text("configs", "rbac", "policy.csv")!, "role:operator");
    }

    /// <summary>A part of a page. What stands before the first of its headings holds for all of it.</summary>
    private sealed partial record Section(string Title, string Text, string Page, string Preamble)
    {
        public IEnumerable<string[]> Commands => CommandRights.Commands(Text);

        public IEnumerable<string[]> CommandsBelow => Text == Preamble ? CommandRights.Commands(Page) : Commands;

        public IEnumerable<string> OwnRoles => RolesIn(Text);

        public IEnumerable<string> Roles => OwnRoles.Concat(RolesIn(Preamble));

        public static IEnumerable<Section> Of(string page)
        {
            var parts = Heading().Split(page);
            return parts.Select(part => new Section(part.Split('\n')[0].TrimStart('#', ' '), part, page, parts[0]));
        }

        private static IEnumerable<string> RolesIn(string text) => Role().Matches(text).Select(match => match.Groups[1].Value).Distinct();

        // "Needs `administrator`": a list of roles, as in the table of policies.md, names none.
        [GeneratedRegex(@"(?:[Nn]eeds|[Aa]s) `(administrator|debugger)`")]
        private static partial Regex Role();

        [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
        private static partial Regex Heading();
    }
}
