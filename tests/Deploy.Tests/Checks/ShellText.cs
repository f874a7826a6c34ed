using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Commands of a shell, as pages have them in blocks and in sentences.</summary>
internal static partial class ShellText
{
    private static readonly string[] Programs = ["argocd", "az", "helm", "kubectl", "velero"];

    /// <summary>The commands of a page as words: those of its blocks of shell, and those in its sentences. Commands that others take arguments from are there, too.</summary>
    public static IEnumerable<string[]> Commands(string page) =>
        from code in Code().Matches(page)
        let isBlock = code.Groups["block"].Success
        // A line that ends with a backslash goes on.
        from line in Comment().Replace((isBlock ? code.Groups["block"] : code.Groups["inline"]).Value.Replace("\\\n", " ", StringComparison.Ordinal), "").Split('\n')
        from text in Unfold(line)
        from command in Pipe().Split(text)
        let words = Word().Matches(command).Select(word => word.Value).ToArray()
        where words.Length > 0 && (isBlock || IsCommand(words))
        select words;

    // A name alone is none: "kubectl exec of a colleague".
    private static bool IsCommand(string[] words) => words switch
    {
        ["kubectl", "argo", "rollouts"] or ["kubectl", "argo", "rollouts", _] => false,
        [var program, _, _, ..] when Programs.Contains(program) => true,
        [var script, ..] => script.StartsWith("eng/", StringComparison.Ordinal) && script.EndsWith(".sh", StringComparison.Ordinal),
        _ => false,
    };

    // Innermost first.
    private static IEnumerable<string> Unfold(string text)
    {
        while (Substitution().Match(text) is { Success: true } inner)
        {
            yield return inner.Groups[1].Value;
            text = text[..inner.Index] + "VALUE" + text[(inner.Index + inner.Length)..];
        }

        yield return text;
    }

    [GeneratedRegex(@"^[ ]*```sh\n(?<block>.*?)^[ ]*```|(?<!`)`(?<inline>[^`\n]+)`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\$\(([^()]*)\)")]
    private static partial Regex Substitution();

    [GeneratedRegex(@"(?:^|\s)#\s.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    // Pipes and lists outside of quotes.
    [GeneratedRegex("""(?:\|\|?|&&|;)(?=(?:[^'"]|'[^']*'|"[^"]*")*$)""")]
    private static partial Regex Pipe();

    [GeneratedRegex("""(?:[^\s'"]|'[^']*'|"[^"]*")+""")]
    private static partial Regex Word();
}
