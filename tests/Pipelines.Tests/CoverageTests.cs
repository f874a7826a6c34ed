using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>docs/coverage.md names files and checks that exist, for every demand.</summary>
public sealed partial class CoverageTests
{
    // Sections of the demands and which rows each has.
    private static readonly (string Letter, IEnumerable<int> Rows)[] Demands =
    [
        ("C", Enumerable.Range(1, 15)), ("T", Enumerable.Range(1, 18)), ("A", Enumerable.Range(1, 15)), ("E", Enumerable.Range(1, 12)), ("N", Enumerable.Range(1, 23)), ("K", Enumerable.Range(1, 24)), ("D", Enumerable.Range(1, 13)),
        ("S", Enumerable.Range(1, 21)), ("H", Enumerable.Range(1, 9)), ("X", Enumerable.Range(1, 24)), ("L", Enumerable.Range(1, 4)), ("G", Enumerable.Range(1, 13)), ("P", Enumerable.Range(1, 13)), ("O", Enumerable.Range(1, 25)),
        ("B", Enumerable.Range(1, 8)), ("F", Enumerable.Range(1, 7)), ("M", Enumerable.Range(1, 9)), ("W", Enumerable.Range(1, 6)),
    ];

    private static readonly List<Demand> Rows = [.. from line in File.ReadLines(Checkout.At("docs", "coverage.md"))
                                                    let match = Row().Match(line)
                                                    where match.Success
                                                    select new Demand(match.Groups["id"].Value, match.Groups["where"].Value, match.Groups["check"].Value, match.Groups["note"].Value)];

    [Fact]
    public void Every_demand_has_one_row() => Assert.Equal(
        Demands.SelectMany(section => section.Rows.Select(row => $"{section.Letter}{row}")), Rows.Select(row => row.Id));

    [Fact]
    public void A_demand_is_met_by_a_file_and_a_check_or_refused_with_a_reason() => Findings.None(
        from row in Rows
        where row.Where == "refused" ? row.Note.Length < 40 : !Named(row.Where).Any() || !Named(row.Check).Any()
        select row.Id);

    [Fact]
    public void Every_file_exists() => Findings.None(
        from row in Rows
        from path in Named(row.Where)
        where !File.Exists(Checkout.At(path)) && !Directory.Exists(Checkout.At(path))
        select $"{row.Id}: {path}");

    [Fact]
    public void Every_check_exists() => Findings.None(
        from row in Rows
        from check in Named(row.Check).Where(check => check is not ("T" or "O"))
        where !Exists(check)
        select $"{row.Id}: {check}");

    // A test of a checker says that a fault would be found, not that there is none.
    [Fact]
    public void No_demand_rests_on_tests_of_a_checker_alone() => Findings.None(
        from row in Rows
        where row.Where != "refused" && Named(row.Check).All(check => check.Contains("/CheckTests/", StringComparison.Ordinal))
        select row.Id);

    [Fact]
    public void What_a_table_checks_is_in_the_table() => Findings.None(
        from row in Rows
        from table in Named(row.Check).Where(check => check is "T" or "O")
        let file = table == "T" ? "Expectations.md" : "Options.md"
        where row.Id is not ("A10" or "A12" or "N22") && !Checkout.Read("tests", "Terraform.Tests", file).Contains($"| {row.Id} |", StringComparison.Ordinal)
        select $"{row.Id}: {file}");

    [Theory, InlineData("Terraform/PolicyTests.Nothing_of_this_name"), InlineData("Nothing/PolicyTests"), InlineData("Terraform/NothingTests")]
    public void A_check_that_does_not_exist_is_found(string check) => Assert.False(Exists(check));

    private static IEnumerable<string> Named(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    // PROJECT/FOLDER/CLASS.METHOD, the folder and the method may be missing.
    private static bool Exists(string check)
    {
        var parts = check.Split('/');
        var name = parts[^1].Split('.');
        var project = Checkout.At("tests", $"{parts[0]}.Tests");
        if (!Directory.Exists(project)) return false;
        var folder = Path.Combine([project, .. parts[1..^1]]);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, $"{name[0]}.cs", parts.Length > 2 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories) : [];
        return name.Length == 1 ? files.Length > 0 : files.Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\b{name[1]}\("));
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+) \| [^|]+ \| (?<where>[^|]+) \| (?<check>[^|]+) \| (?<note>[^|]*?) ?\|$")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private sealed record Demand(string Id, string Where, string Check, string Note);
}
