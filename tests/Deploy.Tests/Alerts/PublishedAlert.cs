using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>An alert of the published rules.</summary>
internal sealed record PublishedAlert(string Name, JsonNode Rule)
{
    public string? Label(string name) => (string?)Rule["labels"]?[name];

    public string? Annotation(string name) => (string?)Rule["annotations"]?[name];

    public static IEnumerable<PublishedAlert> All() =>
        from file in (string[])["slo.yaml", "shop.yaml"]
        from document in YamlReader.Read(File.ReadAllText(PrometheusTools.At("rules", file)))
        from @group in document["groups"]!.AsArray()
        from rule in @group!["rules"]!.AsArray()
        where rule!["alert"] is not null
        select new PublishedAlert((string)rule["alert"]!, rule);
}
