using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>Variables: first the data sources that the dashboard reads, then its own.</summary>
internal static class VariableJson
{
    private const int RefreshOnTimeRange = 2;
    private const int AlphabeticalAscending = 1;

    /// <summary>Plugin of a data source, which is the name of its variable too.</summary>
    public static string TypeOf(DataSource source) => source switch
    {
        DataSource.Prometheus => "prometheus",
        DataSource.Loki => "loki",
        _ => "tempo",
    };

    public static JsonArray Of(Dashboard dashboard) =>
    [
        .. SourcesOf(dashboard).Select(source => OfSource(source)),
        .. dashboard.Variables.Select(OfVariable),
    ];

    private static IEnumerable<DataSource> SourcesOf(Dashboard dashboard)
    {
        var sources = dashboard.Panels.Select(panel => panel.DataSource);
        if (dashboard.Annotations.Count > 0 || dashboard.Variables.OfType<LabelVariable>().Any())
            sources = sources.Append(DataSource.Prometheus);
        return sources.Distinct().Order();
    }

    private static JsonObject OfSource(DataSource source) => new()
    {
        ["type"] = "datasource",
        ["name"] = TypeOf(source),
        ["label"] = source.ToString(),
        ["query"] = TypeOf(source),
        // The uid that provisioning gives; Grafana takes the default of the type when it has no such data source.
        ["current"] = Option(source.ToString(), TypeOf(source)),
    };

    private static JsonObject OfVariable(Variable variable)
    {
        var json = new JsonObject { ["name"] = variable.Name, ["label"] = variable.Label };
        switch (variable)
        {
            case CustomVariable custom:
                json["type"] = "custom";
                json["query"] = string.Join(", ", custom.Options);
                json["options"] = new JsonArray([.. custom.Options.Select(option => Option(option, option))]);
                json["current"] = Option(custom.Options[0], custom.Options[0]);
                break;
            case LabelVariable label:
                json["type"] = "query";
                json["datasource"] = DashboardJson.Reference(DataSource.Prometheus);
                json["query"] = new JsonObject { ["query"] = $"label_values({label.Series}, {label.SeriesLabel})", ["refId"] = $"{variable.Name}Values" };
                json["refresh"] = RefreshOnTimeRange;
                json["sort"] = AlphabeticalAscending;
                json["multi"] = true;
                json["includeAll"] = true;
                json["allValue"] = ".*";
                json["current"] = Option("All", "$__all");
                break;
            case TextVariable text:
                json["type"] = "textbox";
                json["query"] = text.Value;
                json["current"] = Option(text.Value, text.Value);
                break;
            default:
                throw new InvalidOperationException($"Variable '{variable.Name}' has the unknown type {variable.GetType().Name}.");
        }

        return json;
    }

    private static JsonObject Option(string text, string value) => new() { ["text"] = text, ["value"] = value };
}
