using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>What each kind of panel needs in Grafana's JSON besides what all have.</summary>
internal static class PanelOptions
{
    public static string TypeOf(PanelKind kind) => kind switch
    {
        PanelKind.Graph => "timeseries",
        PanelKind.Value => "stat",
        PanelKind.Bars => "bargauge",
        PanelKind.Table => "table",
        PanelKind.Logs => "logs",
        _ => "nodeGraph",
    };

    public static JsonObject Of(PanelKind kind) => kind switch
    {
        PanelKind.Graph => new()
        {
            ["legend"] = new JsonObject { ["calcs"] = new JsonArray("mean", "max"), ["displayMode"] = "table", ["placement"] = "bottom", ["showLegend"] = true },
            ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
        },
        PanelKind.Value => new()
        {
            ["colorMode"] = "value",
            ["graphMode"] = "area",
            ["reduceOptions"] = Newest(),
        },
        PanelKind.Bars => new()
        {
            ["displayMode"] = "basic",
            ["orientation"] = "horizontal",
            ["reduceOptions"] = Newest(),
            ["valueMode"] = "color",
        },
        PanelKind.Table => new() { ["cellHeight"] = "sm", ["showHeader"] = true },
        PanelKind.Logs => new()
        {
            ["dedupStrategy"] = "none",
            ["enableLogDetails"] = true,
            ["showTime"] = true,
            ["sortOrder"] = "Descending",
            ["wrapLogMessage"] = true,
        },
        _ => new() { ["zoomMode"] = "cooperative" },
    };

    /// <summary>How a graph draws its lines. Null for other kinds.</summary>
    public static JsonObject? StyleOf(Panel panel) => panel.Kind is not PanelKind.Graph ? null : new JsonObject
    {
        ["drawStyle"] = "line",
        ["fillOpacity"] = panel.IsStacked ? 30 : 10,
        ["lineWidth"] = 1,
        ["showPoints"] = "never",
        ["stacking"] = new JsonObject { ["group"] = "A", ["mode"] = panel.IsStacked ? "normal" : "none" },
        ["thresholdsStyle"] = new JsonObject { ["mode"] = panel.Thresholds.Count > 0 ? "line" : "off" },
    };

    private static JsonObject Newest() => new() { ["calcs"] = new JsonArray("lastNotNull"), ["fields"] = "", ["values"] = false };
}
