namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>What the rules make of the tags of images.</summary>
public sealed class DeliveryRuleTests
{
    // Leap days, both ends of a year, and a century.
    [Theory, InlineData("2026-11-29T08:15:42Z"), InlineData("2028-02-29T23:59:59Z"), InlineData("2028-03-01T00:00:00Z"), InlineData("2027-12-31T23:00:01Z"), InlineData("2100-01-01T00:00:00Z")]
    public async Task The_lead_time_is_from_the_commit_to_the_first_pod(string committed)
    {
        var time = DateTimeOffset.Parse(committed, System.Globalization.CultureInfo.InvariantCulture);
        var tag = $"{time:yyyyMMddHHmmss}-0123456789ab";

        await PassesAsync(
            [.. Pod("a", $"otelshop.azurecr.io/checkout:{tag}", time.ToUnixTimeSeconds() + 1800), .. Pod("b", $"otelshop.azurecr.io/checkout:{tag}", time.ToUnixTimeSeconds() + 7200)],
            ("release:commit:timestamp_seconds", [SloAlertTests.Sample($"release:commit:timestamp_seconds{{namespace=\"n\",tag=\"{tag}\"}}", time.ToUnixTimeSeconds())]),
            ("release:lead_time:seconds", [SloAlertTests.Sample($"release:lead_time:seconds{{namespace=\"n\",tag=\"{tag}\"}}", 1800)]));
    }

    [Theory, InlineData("otelshop.azurecr.io/checkout:pr-7-0123456"), InlineData("docker.io/library/busybox:1.37.0")]
    public async Task An_image_without_the_time_of_a_commit_has_no_lead_time(string image) => await PassesAsync(Pod("a", image, 1.8e9), ("release:lead_time:seconds", []));

    private static (string, string)[] Pod(string name, string image, double created) =>
    [
        ($"kube_pod_container_info{{namespace=\"n\",pod=\"{name}\",container=\"checkout\",image=\"{image}\"}}", "1x10"),
        ($"kube_pod_created{{namespace=\"n\",pod=\"{name}\"}}", $"{created}x10"),
    ];

    private static async Task PassesAsync(IEnumerable<(string, string)> series, params (string Query, System.Text.Json.Nodes.JsonObject[] Samples)[] expected) =>
        (await PrometheusTools.TestRulesAsync(["shop.yaml"], "1m", SloAlertTests.Test("1m", series, expected.Select(one => ("5m", one.Query, one.Samples))))).Succeeded();
}
