namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>How soon a person has to act.</summary>
internal enum Severity
{
    /// <summary>At once, at any hour.</summary>
    Page,

    /// <summary>In working hours.</summary>
    Ticket,

    /// <summary>Not at all: it explains other alerts.</summary>
    Info,
}

/// <summary>What an alert tells of, which decides what mutes it.</summary>
internal enum AlertKind
{
    /// <summary>Users notice it. The cause may be elsewhere.</summary>
    Symptom,

    /// <summary>Something that services depend on fails.</summary>
    Cause,

    /// <summary>The error budget of 30 days.</summary>
    Budget,

    /// <summary>A resource runs out.</summary>
    Capacity,

    /// <summary>Measurements are missing.</summary>
    Telemetry,

    /// <summary>Work of people: orders or messages that the shop cannot repair by itself.</summary>
    Work,

    /// <summary>A sign of a breach. Planned work does not mute it: an attacker knows when it is.</summary>
    Security,

    /// <summary>Planned work, which mutes most others.</summary>
    Maintenance,
}

/// <summary>Makes alerts with the labels and annotations that all of them have.</summary>
/// <param name="Name">In PascalCase; the anchor of its runbook.</param>
/// <param name="Runbook">File of its runbook, without folder and extension.</param>
/// <param name="Dashboard">Path of the dashboard in Grafana.</param>
/// <param name="Severity">How soon a person has to act.</param>
/// <param name="Kind">What it tells of.</param>
internal sealed record AlertRule(string Name, string Runbook, string Dashboard, Severity Severity, AlertKind Kind)
{
    private const string Runbooks = "https://github.com/otelshop/otelshop/blob/main/docs/runbooks";

    /// <summary>Time for which the expression must hold. Null: none.</summary>
    public string? For { get; init; }

    /// <summary>Team, unless the expression yields it as the label <c>owner</c>.</summary>
    public string? Owner { get; init; }

    /// <summary>Service, unless the expression yields it as the label <c>service</c>.</summary>
    public string? Service { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <param name="expression">PromQL; each result is an alert.</param>
    /// <param name="summary">One line.</param>
    /// <param name="description">What it means, with figures.</param>
    public Rule When(string expression, string summary, string description)
    {
        var labels = new SortedDictionary<string, string>(new Dictionary<string, string>(Labels), StringComparer.Ordinal)
        {
            ["kind"] = Kind.ToString().ToLowerInvariant(),
            ["severity"] = Severity.ToString().ToLowerInvariant(),
        };
        if (Owner is not null)
            labels["owner"] = Owner;
        if (Service is not null)
            labels["service"] = Service;
        return new Rule
        {
            Alert = Name,
            Expr = expression,
            For = For,
            Labels = labels,
            Annotations = new Dictionary<string, string>
            {
                ["summary"] = summary,
                ["description"] = description,
                ["runbook_url"] = $"{Runbooks}/{Runbook}.md#{Name.ToLowerInvariant()}",
                ["dashboard_url"] = $"{{{{ $externalLabels.grafana_url }}}}{Dashboard}",
            },
        };
    }
}
