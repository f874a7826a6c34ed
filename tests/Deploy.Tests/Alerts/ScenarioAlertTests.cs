using System.Globalization;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>
/// Alerts of faults that need a cluster or a day: the rules get what the running shop measured while its flag was switched. The other alerts of faults are seen
/// in the running shop itself.
/// </summary>
public sealed class ScenarioAlertTests(Renders renders)
{
    private const int Mebibyte = 1024 * 1024;

    // The process of email, its heap limited as .NET limits it in the container: memory that the kernel cannot drop, in MiB, before the flag, after each twenty
    // mails at 10000x until 224 MiB are kept, and off again.
    private const int MebibytesBefore = 111;
    private const int MebibytesAtTheCeiling = 347;
    private const int MebibytesAfter = 96;
    private static readonly int[] MebibytesOfTheLeak = [163, 212, 264, 316];

    // Processor time of ad in seconds, every five seconds: .NET saw one processor, as in the container, and the process had one for itself.
    private static readonly double[] CpuBefore = [0.53, 0.65, 0.81, 0.93, 1.03, 1.09];
    private static readonly double[] CpuWithTheFlag = [3.12, 8.43, 13.63, 18.84, 24.04, 29.22, 34.53, 39.73, 44.94, 50.14];
    private static readonly double[] CpuAfter = [55.35, 55.66, 55.67, 55.68, 55.69, 55.70];

    // Requests of each minute at frontend-proxy with five simulated shoppers, then with loadGeneratorTraffic off: a browser asks for pages, and orders nothing.
    private static readonly int[] Reads = [107, 111, 112, 112, 115, 124, 121, 121, 112];
    private static readonly int[] Writes = [14, 13, 23, 9, 14, 20, 11, 17, 17];
    private const int ReadsAfter = 4;

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task EmailMemoryLeak_saturates_the_memory_of_email_until_it_is_off(string stage)
    {
        var email = Workload.Of(await renders.HelmAsync(stage, Renders.DefaultHome(stage))).Single(workload => workload.Name == "email" && workload.IsService);
        var limit = Quantity.Parse(email.Containers.Single(container => container.Text("name") == "email").Text("resources", "limits", "memory"));
        var pod = $"namespace=\"{email.Namespace}\",pod=\"email-0\",container=\"email\"";
        var measured = Enumerable.Repeat(MebibytesBefore, 20).Concat(MebibytesOfTheLeak).Concat(Enumerable.Repeat(MebibytesAtTheCeiling, 20)).Concat(Enumerable.Repeat(MebibytesAfter, 16));
        const string alerts = "count by (service, owner) (ALERTS{alertstate=\"firing\",alertname=\"MemorySaturated\"})";

        await PassesAsync(
            [
                ($"container_memory_working_set_bytes{{{pod}}}", Text(measured.Select(mebibytes => (long)mebibytes * Mebibyte))),
                ($"kube_pod_container_resource_limits{{{pod},resource=\"memory\"}}", $"{limit:0}x60"),
            ],
            ("19m", alerts, []),
            ("43m", alerts, [SloAlertTests.Sample("{service=\"email\",owner=\"ordering\"}", 1)]),
            ("59m", alerts, []));
    }

    // By the rules of the demonstration, which judge within seconds.
    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task AdHighCpu_saturates_the_processor_of_ad_until_it_is_off(string stage)
    {
        var ad = Workload.Of(await renders.HelmAsync(stage, Renders.DefaultHome(stage))).Single(workload => workload.Name == "ad" && workload.IsService);
        var processors = ad.Containers.Single(container => container.Text("name") == "ad").Text("resources", "limits", "cpu");
        const string instance = "job=\"otelshop/ad\",instance=\"ad-1\"";
        const string alerts = "count by (service, owner) (ALERTS{alertstate=\"firing\",alertname=\"CpuSaturated\"})";

        (await PrometheusTools.TestRulesAsync(["demo/slo.yaml", "demo/shop.yaml"], "5s", SloAlertTests.Test(
            "5s",
            [
                ($"process_cpu_time_seconds_total{{{instance},cpu_mode=\"user\"}}", string.Join(' ', CpuBefore.Concat(CpuWithTheFlag).Concat(CpuAfter).Select(value => value.ToString(CultureInfo.InvariantCulture)))),
                ($"dotnet_process_cpu_count{{{instance}}}", $"{processors}x30"),
            ],
            [("30s", alerts, []), ("75s", alerts, [SloAlertTests.Sample("{service=\"ad\",owner=\"storefront\"}", 1)]), ("105s", alerts, [])]))).Succeeded();
    }

    [Fact]
    public async Task LoadGeneratorTraffic_is_an_anomaly_while_it_is_off()
    {
        const int day = 24 * 60, off = 60;
        static string Counter(int[] minutes, int after) => Text(Sums(Enumerable.Range(0, day).Select(minute => minutes[minute % minutes.Length])
            .Concat(Enumerable.Repeat(after, off)).Concat(Enumerable.Range(0, off).Select(minute => minutes[minute % minutes.Length]))));
        static string Entrance(string method) => $"http_server_request_duration_seconds_count{{job=\"otelshop/frontend-proxy\",http_route=\"/\",http_request_method=\"{method}\"}}";
        const string alerts = "count by (service, operation) (ALERTS{alertstate=\"firing\",alertname=\"TrafficAnomaly\"})";

        await PassesAsync(
            [(Entrance("GET"), Counter(Reads, ReadsAfter)), (Entrance("POST"), Counter(Writes, 0))],
            ($"{day - 1}m", alerts, []),
            ($"{day + 20}m", alerts, [.. ((string[])["read", "write"]).Select(operation => SloAlertTests.Sample($"{{service=\"frontend-proxy\",operation=\"{operation}\"}}", 1))]),
            ($"{day + off + 20}m", alerts, []));
    }

    private static IEnumerable<long> Sums(IEnumerable<int> steps)
    {
        // Near zero, a rate is extrapolated less.
        var sum = 1_000_000L;
        foreach (var step in steps)
            yield return sum += step;
    }

    private static string Text(IEnumerable<long> values) => string.Join(' ', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    private static async Task PassesAsync(IEnumerable<(string, string)> series, params (string Time, string Query, System.Text.Json.Nodes.JsonObject[] Samples)[] expected) =>
        (await PrometheusTools.TestRulesAsync(["slo.yaml", "shop.yaml"], "1m", SloAlertTests.Test("1m", series, expected))).Succeeded();
}
