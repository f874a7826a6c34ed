using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>Queries as the plugins of the data sources read them.</summary>
internal static class QueryJson
{
    private const int MaxTraces = 20;

    public static JsonObject Of(Panel panel, Query query, string id)
    {
        var json = new JsonObject { ["refId"] = id, ["datasource"] = DashboardJson.Reference(query.DataSource) };
        switch (query)
        {
            case PromQuery metrics:
                AddMetrics(json, metrics, isTable: panel.Kind is PanelKind.Table);
                break;
            case LogQuery logs:
                json["expr"] = logs.Text;
                json["queryType"] = "range";
                json["legendFormat"] = logs.Legend;
                break;
            case ServiceMapQuery:
                json["queryType"] = "serviceMap";
                json["serviceMapQuery"] = query.Text;
                break;
            default:
                json["queryType"] = "traceql";
                json["query"] = query.Text;
                json["limit"] = MaxTraces;
                json["tableType"] = "traces";
                break;
        }

        return json;
    }

    private static void AddMetrics(JsonObject json, PromQuery query, bool isTable)
    {
        json["expr"] = query.Text;
        json["editorMode"] = "code";
        json["format"] = isTable ? "table" : "time_series";
        json["legendFormat"] = query.Legend.Length > 0 ? query.Legend : "__auto";
        json["instant"] = isTable || query.IsInstant;
        json["range"] = !(isTable || query.IsInstant);
        if (query.HasExemplars)
            json["exemplar"] = true;
    }
}
