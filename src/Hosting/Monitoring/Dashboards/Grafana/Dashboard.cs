namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>A dashboard.</summary>
/// <param name="Name">File name; the uid is this behind <c>otelshop-</c>.</param>
/// <param name="Title">Shown in the list of dashboards.</param>
/// <param name="Description">What it answers.</param>
/// <param name="Sections">Rows that can be collapsed, from top to bottom.</param>
internal sealed record Dashboard(string Name, string Title, string Description, params Section[] Sections)
{
    /// <summary>Tag of every dashboard, by which they link to each other.</summary>
    public const string Tag = "otelshop";

    /// <summary>Selectable values besides the data sources.</summary>
    public IReadOnlyList<Variable> Variables { get; init; } = [];

    /// <summary>Events drawn into every graph.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Dashboards that explain this one in more detail.</summary>
    public IReadOnlyList<DashboardLink> Links { get; init; } = [];

    /// <summary>Start of the time range. Default is an hour ago.</summary>
    public string From { get; init; } = "now-1h";

    /// <summary>Identifier that links use.</summary>
    public string Uid => UidOf(Name);

    public IEnumerable<Panel> Panels => Sections.SelectMany(section => section.Lines).SelectMany(line => line.Panels);

    public static string UidOf(string name) => $"{Tag}-{name}";
}

/// <summary>A row with a title.</summary>
internal sealed record Section(string Title, params Line[] Lines);

/// <summary>Panels beside each other, which share the width equally.</summary>
/// <param name="Height">Of each panel, in units of the grid (30 pixels).</param>
/// <param name="Panels">From left to right; their number divides 24.</param>
internal sealed record Line(int Height, params Panel[] Panels)
{
    /// <summary>Single values.</summary>
    public static Line OfValues(params Panel[] panels) => new(4, panels);

    /// <summary>Graphs.</summary>
    public static Line Of(params Panel[] panels) => new(8, panels);

    /// <summary>Lists.</summary>
    public static Line OfLists(params Panel[] panels) => new(12, panels);
}

/// <summary>A selectable value.</summary>
internal abstract record Variable(string Name, string Label);

/// <summary>One of values that the model knows.</summary>
/// <param name="Name">Of the variable.</param>
/// <param name="Label">Shown beside the selection.</param>
/// <param name="Options">The values.</param>
internal sealed record CustomVariable(string Name, string Label, IReadOnlyList<string> Options) : Variable(Name, Label);

/// <summary>Values of a label in Prometheus, all of them selected at first.</summary>
/// <param name="Name">Of the variable.</param>
/// <param name="Label">Shown beside the selection.</param>
/// <param name="Series">Selector of series.</param>
/// <param name="SeriesLabel">Label whose values are listed.</param>
internal sealed record LabelVariable(string Name, string Label, string Series, string SeriesLabel) : Variable(Name, Label);

/// <summary>A text that the user types.</summary>
internal sealed record TextVariable(string Name, string Label, string Value) : Variable(Name, Label);

/// <summary>Events that a query of Prometheus finds.</summary>
/// <param name="Name">Shown in the list of annotations.</param>
/// <param name="Expression">PromQL with a result at the time of an event.</param>
/// <param name="Title">Text of an event; names of labels in double braces.</param>
/// <param name="Color">Of the line.</param>
internal sealed record Annotation(string Name, string Expression, string Title, string Color);

/// <summary>A link to another dashboard in the head of this one.</summary>
internal sealed record DashboardLink(string Title, string Dashboard);
