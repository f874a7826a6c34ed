namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>A visualization.</summary>
/// <param name="Kind">How values are shown.</param>
/// <param name="Title">What is shown.</param>
/// <param name="Description">How to read it, or what to do about it.</param>
/// <param name="Unit">Identifier of Grafana's unit, as in <see cref="Units"/>.</param>
/// <param name="Queries">Queries, all of one data source.</param>
internal sealed record Panel(PanelKind Kind, string Title, string Description, string Unit, params Query[] Queries)
{
    /// <summary>Values from which on the color changes, ascending. The color below the first is green.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Smallest value of the axis. Null adapts it.</summary>
    public double? Min { get; init; }

    /// <summary>Largest value of the axis. Null adapts it.</summary>
    public double? Max { get; init; }

    /// <summary>Whether the areas of series are added.</summary>
    public bool IsStacked { get; init; }

    /// <summary>Offered on each value.</summary>
    public IReadOnlyList<DataLink> Links { get; init; } = [];

    /// <summary>Columns of a table.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>Where the values come from.</summary>
    public DataSource DataSource => Queries[0].DataSource;

    public static Panel Graph(string title, string description, string unit, params Query[] queries) => new(PanelKind.Graph, title, description, unit, queries) { Min = 0 };

    public static Panel Stack(string title, string description, string unit, params Query[] queries) => Graph(title, description, unit, queries) with { IsStacked = true };

    public static Panel Value(string title, string description, string unit, string expression) => new(PanelKind.Value, title, description, unit, new PromQuery(expression));

    public static Panel Bars(string title, string description, string unit, string expression, string legend) =>
        new(PanelKind.Bars, title, description, unit, new PromQuery(expression, legend) { IsInstant = true }) { Min = 0 };

    public static Panel Table(string title, string description, string unit, params Query[] queries) => new(PanelKind.Table, title, description, unit, queries);

    public static Panel Logs(string title, string description, string query) => new(PanelKind.Logs, title, description, Units.None, new LogQuery(query));

    /// <summary>Turns yellow and red at these values.</summary>
    public Panel Limits(double warning, double critical) => this with { Thresholds = [new(warning, "yellow"), new(critical, "red")] };

    /// <summary>Is red below the first value, yellow below the second.</summary>
    public Panel Wants(double least, double good) => this with { Thresholds = [new(double.NegativeInfinity, "red"), new(least, "yellow"), new(good, "green")] };

    public Panel LinkedTo(params DataLink[] links) => this with { Links = links };
}

/// <summary>How values are shown.</summary>
internal enum PanelKind
{
    /// <summary>Over time.</summary>
    Graph,

    /// <summary>The newest value, with its course behind it.</summary>
    Value,

    /// <summary>A bar for each series.</summary>
    Bars,

    /// <summary>A line for each series, its labels in columns.</summary>
    Table,

    /// <summary>Lines of logs.</summary>
    Logs,

    /// <summary>Nodes and edges.</summary>
    Map,
}

/// <summary>A color from a value on.</summary>
internal sealed record Threshold(double From, string Color);

/// <summary>A link from a value.</summary>
internal sealed record DataLink(string Title, string Url)
{
    /// <summary>To a dashboard of ours, for the same time.</summary>
    /// <param name="title">What the user finds there.</param>
    /// <param name="dashboard">Name of the dashboard.</param>
    /// <param name="values">Values of its variables, such as <c>var-service=${service}</c>.</param>
    public static DataLink To(string title, string dashboard, params string[] values) =>
        new(title, $"/d/{Dashboard.UidOf(dashboard)}?{string.Concat(values.Select(value => $"{value}&"))}${{__url_time_range}}");
}

/// <summary>A column of a table.</summary>
/// <param name="Field">Name in the result.</param>
/// <param name="Title">Name of the column.</param>
/// <param name="Unit">Null for text.</param>
internal sealed record Column(string Field, string Title, string? Unit = null);

/// <summary>Units by their identifiers in Grafana.</summary>
internal static class Units
{
    public const string None = "none";
    public const string Count = "short";
    public const string RequestsPerSecond = "reqps";
    public const string PerSecond = "ops";
    public const string PerMinute = "opm";
    public const string Seconds = "s";
    public const string Ratio = "percentunit";
    public const string Bytes = "bytes";
    public const string BytesPerSecond = "Bps";
    public const string Dollars = "currencyUSD";
    public const string Date = "dateTimeAsIso";
}
