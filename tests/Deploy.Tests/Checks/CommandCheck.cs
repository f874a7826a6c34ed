using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Commands of a page: programs, subcommands and flags exist. kubectl and helm tell theirs; other programs have a table.</summary>
internal static partial class CommandCheck
{
    // Subcommands by program, with the flags that the pages use, by the programs' references.
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["az afd origin list"] = ["--resource-group", "--profile-name", "--origin-group-name", "--query"],
        ["az afd origin update"] = ["--resource-group", "--profile-name", "--origin-group-name", "--origin-name", "--enabled-state", "--priority"],
        ["az aks show"] = ["--resource-group", "--name", "--query"],
        ["az aks get-credentials"] = ["--resource-group", "--name", "--overwrite-existing"],
        ["az keyvault list-deleted"] = ["--resource-type"],
        ["az keyvault recover"] = ["--name", "--location"],
        ["az keyvault secret list-versions"] = ["--vault-name", "--name"],
        ["az keyvault secret set"] = ["--vault-name", "--name", "--file"],
        ["az keyvault secret set-attributes"] = ["--vault-name", "--name", "--version", "--enabled"],
        ["az monitor activity-log list"] = ["--resource-group", "--offset", "--status"],
        ["az network private-endpoint create"] = ["--resource-group", "--name", "--subnet", "--private-connection-resource-id", "--group-id", "--connection-name"],
        ["az postgres flexible-server backup list"] = ["--resource-group", "--name"],
        ["az postgres flexible-server geo-restore"] = ["--resource-group", "--name", "--source-server", "--location"],
        ["az postgres flexible-server replica promote"] = ["--resource-group", "--name", "--promote-mode", "--promote-option"],
        ["az postgres flexible-server restore"] = ["--resource-group", "--name", "--source-server", "--restore-time"],
        ["az postgres flexible-server show"] = ["--resource-group", "--name", "--query"],
        ["argocd app sync"] = [],
        ["argocd cluster add"] = ["--name"],
        ["velero backup create"] = ["--from-schedule", "--wait"],
        ["velero backup describe"] = ["--details"],
        ["velero backup get"] = [],
        ["velero backup logs"] = [],
        ["velero backup-location get"] = [],
        ["velero restore create"] = ["--from-schedule", "--from-backup", "--include-namespaces", "--include-resources", "--restore-volumes", "--existing-resource-policy", "--wait"],
        ["pg_dump"] = ["--data-only", "--column-inserts", "--on-conflict-do-nothing", "--table", "--file"],
        ["psql"] = ["-c", "-Atf", "--quiet", "--single-transaction", "--set", "--file"],
        ["kubectl argo rollouts"] = ["-n", "--full", "--watch"],
        ["kubeseal"] = ["--format"],
        ["flux bootstrap github"] = ["--owner", "--repository", "--branch", "--path", "--components-extra"],
        ["argocd app set"] = ["--sync-policy"],
        ["az keyvault key create"] = ["--vault-name", "--name", "--kty", "--curve"],
        ["base64"] = ["-d"],
        ["terraform"] = ["-chdir", "-json"],
        ["grep"] = ["-i", "-E", "-iE"],
        ["tail"] = ["-30"],
    };

    private static readonly string[] Nested = ["rollout", "set", "create", "config", "auth", "top"];
    private static readonly ConcurrentDictionary<string, Task<(bool Exists, HashSet<string> Flags)>> Help = new();

    /// <param name="page">Text of the page.</param>
    /// <param name="root">Folder of the repository, in which scripts are.</param>
    public static async Task<IReadOnlyList<string>> CheckAsync(string page, string root)
    {
        var findings = new List<string>();
        foreach (var command in ShellText.Commands(page))
            if (await FindingAsync(command, root) is { } finding) findings.Add($"{string.Join(' ', command)}: {finding}");
        return findings;
    }

    private static async Task<string?> FindingAsync(string[] words, string root)
    {
        if (words[0].StartsWith("eng/", StringComparison.Ordinal)) return File.Exists(Path.Combine(root, words[0])) ? null : "the script does not exist";
        // What follows two hyphens is another program's.
        var flags = words.Skip(1).TakeWhile(word => word != "--").Where(word => word.StartsWith('-')).Select(word => word.Split('=')[0]);
        // A plugin has no help without itself.
        if (words[0] is "kubectl" or "helm" && words is not [_, "argo", ..])
        {
            var subcommand = Subcommand(words);
            var (exists, known) = await Help.GetOrAdd($"{words[0]} {string.Join(' ', subcommand)}", _ => HelpAsync(words[0], subcommand));
            return !exists ? "the subcommand does not exist" : flags.FirstOrDefault(flag => !known.Contains(flag)) is { } flag ? $"{flag} is no flag of it" : null;
        }

        var text = string.Join(' ', words);
        var name = Known.Keys.Where(name => text == name || text.StartsWith($"{name} ", StringComparison.Ordinal)).MaxBy(name => name.Length);
        return name is null ? "the command is not known" : flags.FirstOrDefault(flag => !Known[name].Contains(flag)) is { } unknown ? $"{unknown} is no flag of it" : null;
    }

    private static string[] Subcommand(string[] words)
    {
        var rest = words.Skip(1).ToList();
        while (rest is ["-n" or "--namespace", ..]) rest.RemoveRange(0, 2);
        if (rest is ["create", "secret", var kind, ..]) return ["create", "secret", kind];
        // Help has the singular, of which the plural is an alias.
        return rest is [var first, var second, ..] && Nested.Contains(first) ? [first, first == "top" ? second.TrimEnd('s') : second] : [.. rest.Take(1)];
    }

    // kubectl answers an unknown subcommand with the help of the one above it.
    private static async Task<(bool, HashSet<string>)> HelpAsync(string program, string[] subcommand)
    {
        var isHelm = program == "helm";
        var help = isHelm ? await DeployTools.HelmAsync([.. subcommand, "--help"]) : await DeployTools.KubectlAsync([.. subcommand, "--help"]);
        var all = help.Output + (isHelm ? "" : (await DeployTools.KubectlAsync("options")).Output);
        var usage = help.Output.Split('\n').FirstOrDefault(line => line.StartsWith($"  {program} {string.Join(' ', subcommand)}", StringComparison.Ordinal));
        return (help.ExitCode == 0 && usage is not null, [.. Flag().Matches(all).SelectMany(match => match.Groups.Values.Skip(1)).Where(flag => flag.Success).Select(flag => flag.Value)]);
    }

    [GeneratedRegex(@"^\s+(?:(-\w), )?(--[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex Flag();
}
