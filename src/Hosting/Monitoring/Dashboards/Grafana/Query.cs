namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>A query of a panel.</summary>
/// <param name="DataSource">Whose query language it is.</param>
/// <param name="Text">In the language of the data source.</param>
internal abstract record Query(DataSource DataSource, string Text);

/// <summary>PromQL.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Legend">Name of a series; names of labels in double braces.</param>
internal sealed record PromQuery(string Text, string Legend = "") : Query(DataSource.Prometheus, Text)
{
    /// <summary>Whether only the newest values are read.</summary>
    public bool IsInstant { get; init; }

    /// <summary>Whether traces are shown beside the values.</summary>
    public bool HasExemplars { get; init; }
}

/// <summary>LogQL.</summary>
internal sealed record LogQuery(string Text, string Legend = "") : Query(DataSource.Loki, Text);

/// <summary>TraceQL.</summary>
internal sealed record TraceQuery(string Text) : Query(DataSource.Tempo, Text);

/// <summary>Services and their calls, by the metrics of the collector's connector <c>servicegraph</c>.</summary>
/// <param name="Text">Selector of these metrics, in PromQL.</param>
internal sealed record ServiceMapQuery(string Text) : Query(DataSource.Tempo, Text);

/// <summary>Data sources, each with a variable of the same name.</summary>
internal enum DataSource
{
    /// <summary>Metrics.</summary>
    Prometheus,

    /// <summary>Logs.</summary>
    Loki,

    /// <summary>Traces.</summary>
    Tempo,
}
