namespace OtelShop.Dashboard.Api;

/// <summary>A parameter of the query string, as the API's document describes it. Public because components are, and take it as a parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, in one sentence.</param>
/// <param name="Type">Type of JSON Schema: string, integer, boolean.</param>
public sealed record ApiParameter(string Name, string Description, string Type = "string")
{
    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>All values that it may have. Empty means any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public string? Example { get; init; }

    public string? Default { get; init; }
}
