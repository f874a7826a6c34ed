using System.Text.Json;
using System.Text.RegularExpressions;
using OtelShop.Repository.Tests.Rules;

namespace OtelShop.Repository.Tests;

/// <summary>READMEs, decisions, scripts: what surrounds the code.</summary>
public sealed partial class FurnitureTests
{
    private const string Decisions = "docs/decisions/";

    [Fact]
    public void Every_service_has_a_README_of_at_most_30_lines() => RuleAssert.Holds("service README",
        from path in WorkingCopy.Named(".csproj")
        where path.StartsWith("src/Services/", StringComparison.Ordinal) || path.StartsWith("src/Edge/", StringComparison.Ordinal)
        let readme = $"{ProjectFile.FolderOf(path)}/README.md"
        let lines = WorkingCopy.Has(readme) ? WorkingCopy.Lines(readme).Length : 0
        where lines is 0 or > 30
        select new Finding(readme, 1, lines == 0
            ? "is missing: purpose, port, variables, failure flags, deliberate differences from upstream."
            : $"has {lines} lines, 30 are allowed: move the rest to docs/."));

    [Fact]
    public void A_decision_has_a_number_of_its_own_and_says_what_was_decided() => RuleAssert.Holds("decisions",
        from decision in WorkingCopy.Named(".md").Where(path => path.StartsWith(Decisions, StringComparison.Ordinal) && !path.EndsWith("/README.md", StringComparison.Ordinal))
        group decision by decision[Decisions.Length..].Split('-')[0] into sameNumber
        from path in sameNumber
        let text = WorkingCopy.Read(path)
        where sameNumber.Count() > 1 || !Number().IsMatch(sameNumber.Key) || !text.StartsWith($"# {sameNumber.Key} ", StringComparison.Ordinal)
            || !text.Contains("**Decision.**", StringComparison.Ordinal)
        select new Finding(path, 1, "is NNNN-title.md with a heading '# NNNN Title' and a paragraph **Decision.**"));

    [Fact]
    public void The_continuous_integration_runs_test_sh_and_nothing_else() => RuleAssert.Holds("ci",
        WorkingCopy.Lines(".ci/run").Select((text, index) => (Text: text.Trim(), Line: index + 1))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#' && !line.Text.StartsWith("set ", StringComparison.Ordinal))
            .Where(line => !line.Text.EndsWith("test.sh\"", StringComparison.Ordinal))
            .Select(line => new Finding(".ci/run", line.Line, "what CI does, ./test.sh does: move this line there.")));

    // After a tool with packages for each platform, the SDK takes that tool's commands for those of the tools that follow, unless all are in the cache.
    [Fact]
    public void The_Aspire_command_line_is_the_last_tool_that_is_restored()
    {
        using var manifest = JsonDocument.Parse(WorkingCopy.Read(".config/dotnet-tools.json"));

        Assert.Equal("aspire.cli", manifest.RootElement.GetProperty("tools").EnumerateObject().Last().Name);
    }

    [Fact]
    public void Every_exemption_is_needed_and_says_why() => RuleAssert.Holds("exemptions",
        from exemption in Exemptions.All
        where exemption.Reason.Length < 20 || !WorkingCopy.Files.Any(file => exemption.Covers(exemption.Rule, file))
        select new Finding("tests/Repository.Tests/Exemptions.cs", 1, $"'{exemption.Rule}' for {exemption.Path}: give a reason, or remove it when the file is gone."));

    [GeneratedRegex(@"^\d{4}$")]
    private static partial Regex Number();
}
