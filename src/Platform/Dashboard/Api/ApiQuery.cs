using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Api;

/// <summary>The query string of a request to the API, and all that is wrong with it.</summary>
internal sealed class ApiQuery
{
    private readonly IQueryCollection _query;
    private readonly List<string> _complaints = [];
    private readonly ResourceDirectory _resources;

    public ApiQuery(HttpContext context)
    {
        _query = context.Request.Query;
        _resources = context.RequestServices.GetRequiredService<ResourceDirectory>();
        Reader = new(_query);
        var operation = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiOperation>();
        foreach (var name in _query.Keys.Where(k => !operation.Parameters.Any(p => p.Name == k)))
            _complaints.Add($"{name}: there is no such parameter here. There are {string.Join(", ", operation.Parameters.Select(p => p.Name).DefaultIfEmpty("none"))}.");
    }

    public TelemetryQueryReader Reader { get; }

    /// <summary>False where it was not given.</summary>
    public bool Flag(ApiParameter parameter)
    {
        if (Text(parameter) is not { } text || bool.TryParse(text, out var value))
            return Text(parameter) is { } given && bool.Parse(given);
        _complaints.Add($"{parameter.Name}: '{text}' is not true or false.");
        return false;
    }

    public string? Text(ApiParameter parameter) => _query[parameter.Name] is [{ Length: > 0 } text, ..] ? text : null;

    public IEnumerable<string> Texts(ApiParameter parameter) => _query[parameter.Name].OfType<string>().Where(t => t.Length > 0);

    public void Complain(string complaint) => _complaints.Add(complaint);

    /// <summary>To be asked after everything was read. Null when nothing is wrong.</summary>
    public IResult? Refusal()
    {
        string[] complaints = [.. _complaints, .. Reader.Complaints];
        if (complaints.Length > 0)
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The query string is wrong.", detail: string.Join(' ', complaints),
                extensions: [KeyValuePair.Create("errors", (object?)complaints)]);
        var known = _resources.All.Select(r => r.ServiceName).ToHashSet(StringComparer.Ordinal);
        var unknown = Texts(ApiParameters.Resource).Where(name => !known.Contains(name)).ToList();
        return unknown.Count == 0 ? null : NotFound($"No telemetry has come from {string.Join(", ", unknown.Select(name => $"'{name}'"))}.");
    }

    public static IResult NotFound(string detail) => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found.", detail: detail);
}
