using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>SECURITY.md and the pages of controls: what they name exists, and the threat model is whole.</summary>
public sealed partial class SecurityPageTests
{
    public static TheoryData<string> EachPage => ["SECURITY.md", "docs/cis-benchmark.md", "docs/compliance.md", "docs/policies.md", "docs/slsa.md"];

    [Theory, MemberData(nameof(EachPage))]
    public void Every_file_exists(string page) => Findings.None(
        from match in CodeSpan().Matches(Checkout.Read(page))
        let path = match.Groups[1].Value
        where !path.Contains("STAGE", StringComparison.Ordinal) && !File.Exists(Checkout.At(path)) && !Directory.Exists(Checkout.At(path))
        select path);

    [Theory, MemberData(nameof(EachPage))]
    public void Every_link_leads_to_a_page_and_a_heading(string page) => Findings.None(
        from match in Link().Matches(Checkout.Read(page))
        let target = Path.Combine(Path.GetDirectoryName(page)!, match.Groups["page"].Value is { Length: > 0 } other ? other : Path.GetFileName(page))
        where !File.Exists(Checkout.At(target)) || (match.Groups["heading"].Value is { Length: > 0 } heading && !HeadingsOf(target).Contains(heading))
        select match.Value);

    [Fact]
    public void Every_boundary_of_the_diagram_has_its_threats_and_every_kind_of_threat_occurs()
    {
        var page = Checkout.Read("SECURITY.md");
        var drawn = Boundary().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();
        var described = new HashSet<string>();
        var kinds = new HashSet<string>();
        foreach (Match row in Threat().Matches(page))
        {
            if (row.Groups["boundary"].Value is { Length: > 0 } name) described.Add(name);
            kinds.UnionWith(row.Groups["kinds"].Value.Split(", "));
        }

        Assert.Equal(drawn.Order(), described.Order());
        Assert.Equal(["D", "E", "I", "R", "S", "T"], kinds.Order());
    }

    // No page may claim what only an auditor grants.
    [Fact]
    public void The_page_of_controls_claims_no_certification() => Assert.DoesNotMatch(@"(?i)\b(is|are|fully) (certified|compliant)\b", Checkout.Read("docs", "compliance.md"));

    private static IEnumerable<string> HeadingsOf(string page) => File.ReadLines(Checkout.At(page)).Where(line => line.StartsWith('#'))
        .Select(line => string.Concat(line.TrimStart('#').Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')).Replace(' ', '-'));

    // A path has a slash and begins with a folder of the repository.
    [GeneratedRegex("`((?:src|deploy|docs|eng|tests|ServiceDefaults|\\.github)/?[A-Za-z0-9_./-]*)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\((?<page>(?!http)[^)#]*)(#(?<heading>[^)]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"-- (B\d) -->")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"^\| (?:(?<boundary>B\d) [^|]*|any pod )?\| ?(?<kinds>[STRIDE](?:, [STRIDE])*) \|", RegexOptions.Multiline)]
    private static partial Regex Threat();
}
