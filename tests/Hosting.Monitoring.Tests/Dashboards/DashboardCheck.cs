using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Hosting.Monitoring.Tests.Dashboards;

/// <summary>What Grafana accepts, yet shows wrong or empty.</summary>
internal static partial class DashboardCheck
{
    private const int Columns = 24;

    // Identifiers of @grafana/data's getValueFormats that the dashboards use.
    private static readonly string[] Units = ["none", "short", "reqps", "ops", "opm", "s", "percentunit", "bytes", "Bps", "currencyUSD", "dateTimeAsIso"];
    private static readonly string[] BuiltIn = ["__rate_interval", "__range", "__range_s", "__auto", "__url_time_range", "__field", "__data"];

    public static IEnumerable<string> Findings(IReadOnlyList<JsonObject> dashboards)
    {
        var uids = dashboards.Select(dashboard => Text(dashboard, "uid")).ToList();
        foreach (var twice in uids.GroupBy(uid => uid).Where(group => group.Count() > 1))
            yield return $"two dashboards have the uid {twice.Key}";
        foreach (var finding in dashboards.SelectMany(dashboard => Findings(dashboard, dashboards).Select(text => $"{Text(dashboard, "uid")}: {text}")))
            yield return finding;
    }

    private static IEnumerable<string> Findings(JsonObject dashboard, IReadOnlyList<JsonObject> all) =>
        [.. Panels(dashboard), .. Grid(dashboard), .. Variables(dashboard), .. Links(dashboard, all), .. Names(dashboard), .. Selections(dashboard)];

    private static IEnumerable<string> Panels(JsonObject dashboard)
    {
        foreach (var twice in Items(dashboard, "panels").GroupBy(panel => panel["id"]!.GetValue<int>()).Where(group => group.Count() > 1))
            yield return $"two panels have the id {twice.Key}";
        foreach (var panel in Visible(dashboard))
        {
            var title = Text(panel, "title");
            if (Text(panel, "description").Length == 0)
                yield return $"{title} has no description";
            if (panel["fieldConfig"]?["defaults"]?["unit"]?.GetValue<string>() is not { } unit)
                yield return $"{title} has no unit";
            else if (!Units.Contains(unit))
                yield return $"{title} has the unknown unit {unit}";
            if (!Items(panel, "targets").Any())
                yield return $"{title} has no query";
            if (Items(panel, "targets").SelectMany(target => PromNames.SelectorsOf(Text(target, "expr"))).Any(selector => KnownMetrics.Synthetic.Contains(selector.Metric) && !selector.Labels.Contains("user_agent_synthetic_type=\"\"", StringComparison.Ordinal)))
                yield return $"{title} counts checks of monitoring";
        }
    }

    private static IEnumerable<string> Grid(JsonObject dashboard)
    {
        var boxes = Items(dashboard, "panels").Select(panel => (Title: Text(panel, "title"), X: At(panel, "x"), Y: At(panel, "y"), Width: At(panel, "w"), Height: At(panel, "h"))).ToList();
        foreach (var box in boxes.Where(box => box.X < 0 || box.X + box.Width > Columns || box.Width <= 0 || box.Height <= 0))
            yield return $"{box.Title} is outside the grid";
        for (var i = 0; i < boxes.Count; i++)
        {
            foreach (var other in boxes.Skip(i + 1).Where(other => Overlap(boxes[i].X, boxes[i].Width, other.X, other.Width) && Overlap(boxes[i].Y, boxes[i].Height, other.Y, other.Height)))
                yield return $"{boxes[i].Title} and {other.Title} overlap";
        }
    }

    private static IEnumerable<string> Variables(JsonObject dashboard)
    {
        var defined = Items((JsonObject)dashboard["templating"]!, "list").Select(variable => Text(variable, "name")).ToHashSet();
        var text = string.Join('\n', Items(dashboard, "panels").Select(panel => panel.ToJsonString()))
            + dashboard["annotations"]!.ToJsonString() + string.Join('\n', Items((JsonObject)dashboard["templating"]!, "list").Select(variable => variable["datasource"]?.ToJsonString()));
        var used = Variable().Matches(text).Select(match => match.Groups["name"].Value).ToHashSet();
        return [.. used.Except(defined).Except(BuiltIn).Order().Select(name => $"${name} is not defined"), .. defined.Except(used).Order().Select(name => $"${name} is never used")];
    }

    private static IEnumerable<string> Links(JsonObject dashboard, IReadOnlyList<JsonObject> all)
    {
        foreach (Match link in Link().Matches(dashboard.ToJsonString()))
        {
            var target = all.FirstOrDefault(other => Text(other, "uid") == link.Groups["uid"].Value);
            if (target is null)
            {
                yield return $"a link leads to {link.Groups["uid"].Value}, which does not exist";
                continue;
            }

            var variables = Items((JsonObject)target["templating"]!, "list").Select(variable => Text(variable, "name")).ToList();
            foreach (var variable in ValueOfVariable().Matches(link.Value).Select(match => match.Groups["name"].Value).Where(name => !variables.Contains(name)))
                yield return $"a link sets ${variable}, which {link.Groups["uid"].Value} does not have";
        }
    }

    private static IEnumerable<string> Names(JsonObject dashboard)
    {
        foreach (var query in PromQueries(dashboard))
        {
            foreach (var metric in PromNames.MetricsOf(query).Where(metric => !KnownMetrics.Names.Contains(metric)))
                yield return $"nothing exports {metric}";
            foreach (var label in PromNames.LabelsOf(query).Where(label => !KnownMetrics.Labels.Contains(label)))
                yield return $"no metric has the label {label}";
        }
    }

    private static IEnumerable<string> Selections(JsonObject dashboard) =>
    [
        .. PromQueries(dashboard).SelectMany(SelectionCheck.FindingsOfMetrics),
        .. Items((JsonObject)dashboard["templating"]!, "list").Select(variable => variable["query"]).OfType<JsonObject>().SelectMany(query => SelectionCheck.FindingsOfMetrics(Text(query, "query"))),
        .. Visible(dashboard).SelectMany(panel => Items(panel, "targets")).SelectMany(target => (Text((JsonObject)target["datasource"]!, "type"), Text(target, "queryType")) switch
        {
            ("loki", _) => SelectionCheck.FindingsOfLogs(Text(target, "expr")),
            ("tempo", "serviceMap") => SelectionCheck.FindingsOfMap(Text(target, "serviceMapQuery")),
            ("tempo", _) => SelectionCheck.FindingsOfTraces(Text(target, "query")),
            _ => [],
        }),
    ];

    private static IEnumerable<string> PromQueries(JsonObject dashboard) =>
    [
        .. Visible(dashboard).SelectMany(panel => Items(panel, "targets")).Where(target => Text((JsonObject)target["datasource"]!, "type") == "prometheus").Select(target => Text(target, "expr")),
        .. Items((JsonObject)dashboard["annotations"]!, "list").Select(annotation => Text((JsonObject)annotation["target"]!, "expr")),
    ];

    private static IEnumerable<JsonObject> Visible(JsonObject dashboard) => Items(dashboard, "panels").Where(panel => Text(panel, "type") != "row");

    private static IEnumerable<JsonObject> Items(JsonObject json, string name) => json[name]!.AsArray().Select(item => item!.AsObject());

    private static string Text(JsonObject json, string name) => json[name]?.GetValue<string>() ?? "";

    private static int At(JsonObject panel, string name) => panel["gridPos"]![name]!.GetValue<int>();

    private static bool Overlap(int start, int length, int otherStart, int otherLength) => start < otherStart + otherLength && otherStart < start + length;

    [GeneratedRegex(@"\$(?:\{(?<name>\w+)[^}]*\}|(?<name>[a-zA-Z_]\w*))", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex(@"/d/(?<uid>[\w-]+)[^""]*", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex(@"var-(?<name>\w+)=", RegexOptions.ExplicitCapture)]
    private static partial Regex ValueOfVariable();
}
