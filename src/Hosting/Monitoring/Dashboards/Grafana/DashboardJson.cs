using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>Writes a dashboard in the schema that Grafana 12 and 13 import.</summary>
internal static class DashboardJson
{
    private const int SchemaVersion = 42;
    private const int Columns = 24;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Dashboard dashboard) => new JsonObject
    {
        ["uid"] = dashboard.Uid,
        ["title"] = dashboard.Title,
        ["description"] = dashboard.Description,
        ["tags"] = new JsonArray(Dashboard.Tag),
        ["schemaVersion"] = SchemaVersion,
        ["editable"] = false,
        ["graphTooltip"] = 1,
        ["refresh"] = "30s",
        ["time"] = new JsonObject { ["from"] = dashboard.From, ["to"] = "now" },
        ["timezone"] = "browser",
        ["links"] = Links(dashboard),
        ["annotations"] = new JsonObject { ["list"] = new JsonArray([.. dashboard.Annotations.Select(Annotation)]) },
        ["templating"] = new JsonObject { ["list"] = VariableJson.Of(dashboard) },
        ["panels"] = Panels(dashboard),
    }.ToJsonString(Options) + "\n";

    public static JsonObject Reference(DataSource source) => new() { ["type"] = VariableJson.TypeOf(source), ["uid"] = $"${{{VariableJson.TypeOf(source)}}}" };

    private static JsonArray Links(Dashboard dashboard) =>
    [
        Link("OtelShop", type: "dashboards", url: "", tags: [Dashboard.Tag]),
        .. dashboard.Links.Select(link => Link(link.Title, type: "link", $"/d/{Dashboard.UidOf(link.Dashboard)}", tags: [])),
    ];

    private static JsonObject Link(string title, string type, string url, JsonArray tags) => new()
    {
        ["title"] = title,
        ["type"] = type,
        ["url"] = url,
        ["tags"] = tags,
        ["asDropdown"] = type == "dashboards",
        ["icon"] = type == "dashboards" ? "external link" : "dashboard",
        ["includeVars"] = type == "link",
        ["keepTime"] = true,
        ["targetBlank"] = false,
        ["tooltip"] = "",
    };

    private static JsonObject Annotation(Annotation annotation) => new()
    {
        ["name"] = annotation.Name,
        ["datasource"] = Reference(DataSource.Prometheus),
        ["enable"] = true,
        ["iconColor"] = annotation.Color,
        ["target"] = new JsonObject { ["refId"] = "Anno", ["expr"] = annotation.Expression },
        ["titleFormat"] = annotation.Title,
    };

    private static JsonArray Panels(Dashboard dashboard)
    {
        var (panels, id, top) = (new JsonArray(), 0, 0);
        foreach (var section in dashboard.Sections)
        {
            panels.Add(new JsonObject
            {
                ["id"] = ++id,
                ["type"] = "row",
                ["title"] = section.Title,
                ["collapsed"] = false,
                ["gridPos"] = Position(0, top++, Columns, 1),
                ["panels"] = new JsonArray(),
            });
            foreach (var line in section.Lines)
            {
                var width = Columns / line.Panels.Length;
                foreach (var (index, panel) in line.Panels.Index())
                    panels.Add(Panel(panel, ++id, Position(index * width, top, width, line.Height)));
                top += line.Height;
            }
        }

        return panels;
    }

    private static JsonObject Position(int x, int y, int width, int height) => new() { ["x"] = x, ["y"] = y, ["w"] = width, ["h"] = height };

    private static JsonObject Panel(Panel panel, int id, JsonObject position)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["type"] = PanelOptions.TypeOf(panel.Kind),
            ["title"] = panel.Title,
            ["description"] = panel.Description,
            ["gridPos"] = position,
            ["datasource"] = Reference(panel.DataSource),
            ["targets"] = new JsonArray([.. panel.Queries.Index().Select(query => QueryJson.Of(panel, query.Item, $"{(char)('A' + query.Index)}"))]),
            ["fieldConfig"] = new JsonObject { ["defaults"] = Defaults(panel), ["overrides"] = Overrides(panel) },
            ["options"] = PanelOptions.Of(panel.Kind),
        };
        if (panel.Columns.Count > 0)
            json["transformations"] = Transformations(panel);
        return json;
    }

    private static JsonObject Defaults(Panel panel)
    {
        var json = new JsonObject { ["unit"] = panel.Unit };
        if (panel.Min is { } min)
            json["min"] = min;
        if (panel.Max is { } max)
            json["max"] = max;
        if (PanelOptions.StyleOf(panel) is { } style)
            json["custom"] = style;
        else
            json["color"] = new JsonObject { ["mode"] = "thresholds" };
        if (panel.Links.Count > 0)
            json["links"] = new JsonArray([.. panel.Links.Select(link => new JsonObject { ["title"] = link.Title, ["url"] = link.Url })]);
        Threshold[] steps = panel.Thresholds is [{ From: double.NegativeInfinity }, ..] ? [.. panel.Thresholds] : [new(double.NegativeInfinity, "green"), .. panel.Thresholds];
        json["thresholds"] = new JsonObject
        {
            ["mode"] = "absolute",
            ["steps"] = new JsonArray([.. steps.Select(step => new JsonObject { ["color"] = step.Color, ["value"] = double.IsFinite(step.From) ? step.From : null })]),
        };
        return json;
    }

    private static JsonArray Overrides(Panel panel) =>
        [.. panel.Columns.Where(column => column.Unit is not null).Select(column => new JsonObject
        {
            ["matcher"] = new JsonObject { ["id"] = "byName", ["options"] = column.Title },
            ["properties"] = new JsonArray(new JsonObject { ["id"] = "unit", ["value"] = column.Unit }),
        })];

    // Each query gives a table of its own; their lines are joined by the labels that they have in common.
    private static JsonArray Transformations(Panel panel)
    {
        var fields = panel.Columns.Index().ToList();
        return
        [
            new JsonObject { ["id"] = "merge", ["options"] = new JsonObject() },
            new JsonObject
            {
                ["id"] = "filterFieldsByName",
                ["options"] = new JsonObject { ["include"] = new JsonObject { ["names"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field.Item.Field))]) } },
            },
            new JsonObject
            {
                ["id"] = "organize",
                ["options"] = new JsonObject
                {
                    ["indexByName"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Item.Field, (JsonNode?)JsonValue.Create(field.Index)))),
                    ["renameByName"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Item.Field, (JsonNode?)JsonValue.Create(field.Item.Title)))),
                },
            },
        ];
    }
}
