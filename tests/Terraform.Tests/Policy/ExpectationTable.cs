using System.Globalization;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>
/// The table in Expectations.md: what a plan must hold, written by hand from the demands and not from the modules.
/// A cell is a value, a list with commas, <c>&gt;= 2</c>, <c>&lt;= 4</c>, <c>set</c>, <c>unset</c>, <c>none</c> (no such resource), or blank (no demand).
/// </summary>
internal sealed record ExpectationTable(IReadOnlyList<string> Environments, IReadOnlyList<Expectation> Rows)
{
    private const int Fixed = 3;

    public static ExpectationTable Parse(string markdown)
    {
        var lines = markdown.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()).ToList();
        return new ExpectationTable(
            lines[0][Fixed..], [.. lines.Skip(1).Where(cells => !cells[0].StartsWith('-') && cells[0] != lines[0][0]).Select(cells => new Expectation(cells[0], cells[1], cells[2], cells[Fixed..]))]);
    }

    public IEnumerable<string> Check(Plan plan, string environment)
    {
        var column = Environments.ToList().IndexOf(environment);
        return Rows.Where(row => row.Cells[column].Length > 0).SelectMany(row => row.For(environment).Check(plan, row.Cells[column]));
    }
}

/// <param name="Id">Number of the demand.</param>
/// <param name="Resource">A type, or a type and a name: <c>azurerm_subnet aks</c>. {env} in a name is the environment.</param>
/// <param name="Path">Path of the attribute; <c>count</c> is the number of such resources.</param>
/// <param name="Cells">What is wanted in each environment.</param>
internal sealed record Expectation(string Id, string Resource, string Path, string[] Cells)
{
    public Expectation For(string environment) => this with { Resource = Resource.Replace("{env}", environment, StringComparison.Ordinal) };

    public IEnumerable<string> Check(Plan plan, string wanted)
    {
        var parts = Resource.Split(' ');
        var resources = plan.Of(parts[0]).Where(resource => parts.Length == 1 || resource.Text("name") == parts[1]).ToList();
        if (wanted == "none") return resources.Select(resource => $"{Id}: {resource.Address} is not wanted");
        if (Path == "count") return Holds(resources.Count.ToString(CultureInfo.InvariantCulture), wanted) ? [] : [$"{Id}: there are {resources.Count} of {Resource}, {wanted} are wanted"];
        if (resources.Count == 0) return [$"{Id}: there is no {Resource}"];
        return from resource in resources
               let value = Show(resource)
               where !Holds(value, wanted)
               select $"{Id}: {resource.Address}: {Path} is {value ?? "not set"}, {wanted} is wanted";
    }

    private string? Show(PlannedResource resource) => resource.At(Path) is System.Text.Json.Nodes.JsonArray ? string.Join(", ", resource.Texts(Path)) : resource.Text(Path);

    private static bool Holds(string? value, string wanted) => wanted switch
    {
        "set" => !string.IsNullOrEmpty(value),
        "unset" => string.IsNullOrEmpty(value),
        ['>', '=', ..] => Number(value) >= Number(wanted[2..]),
        ['<', '=', ..] => Number(value) <= Number(wanted[2..]),
        _ => value == wanted,
    };

    private static decimal? Number(string? text) => decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
