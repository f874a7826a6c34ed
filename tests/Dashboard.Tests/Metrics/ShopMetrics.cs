using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Metrics;
using Exemplar = OpenTelemetry.Proto.Metrics.V1.Exemplar;
using static OtelShop.Dashboard.Tests.Telemetry.TelemetrySamples;

namespace OtelShop.Dashboard.Tests.Metrics;

/// <summary>Five minutes of two instances of a service, up to now, as they would have sent it.</summary>
internal static class ShopMetrics
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5];
    private static readonly string[] Routes = ["/api/cart", "/api/checkout", "/api/products/{id}"];

    public static void Fill(MetricStore store, TimeProvider time)
    {
        var now = UnixTime.FromDateTime(time.GetUtcNow());
        var random = new Random(7);
        foreach (var instance in new[] { "frontend-1", "frontend-2" })
        {
            var counts = Routes.Select(_ => new ulong[Bounds.Length + 1]).ToArray();
            var cpu = 0.0;
            for (var age = 320; age >= 0; age -= 5)
            {
                foreach (var (route, buckets) in counts.Index())
                    Serve(random, buckets, route, age);
                cpu += 1 + random.NextDouble();
                store.Add(Export(instance, now, now - (age * 1_000_000_000L), [Latency(counts), Cpu(cpu), Memory(random), Active(random)]));
            }
        }
    }

    private static void Serve(Random random, ulong[] buckets, int route, int age)
    {
        var slow = route == 1 && age is > 60 and < 150 ? 4 : 0;
        for (var i = 0; i < 30; i++)
            buckets[Math.Min(buckets.Length - 1, slow + route + (int)(Math.Abs(random.NextDouble() + random.NextDouble() - 1) * 6))]++;
    }

    private static Metric Latency(ulong[][] counts)
    {
        var histogram = new Histogram { AggregationTemporality = AggregationTemporality.Cumulative };
        foreach (var (route, buckets) in counts.Index())
        {
            var point = new HistogramDataPoint { BucketCounts = { buckets }, ExplicitBounds = { Bounds }, Count = (ulong)buckets.Sum(b => (long)b), Sum = buckets.Sum(b => (long)b) * 0.03 };
            point.Attributes.Add([Attribute("http.request.method", "GET"), Attribute("http.route", Routes[route])]);
            histogram.DataPoints.Add(point);
        }

        return new() { Name = "http.server.request.duration", Unit = "s", Description = "Duration of HTTP server requests.", Histogram = histogram };
    }

    private static Metric Cpu(double seconds) => new()
    {
        Name = "dotnet.process.cpu.time",
        Unit = "s",
        Description = "CPU time used by the process.",
        Sum = new() { AggregationTemporality = AggregationTemporality.Cumulative, IsMonotonic = true, DataPoints = { new NumberDataPoint { AsDouble = seconds, Attributes = { Attribute("cpu.mode", "user") } } } },
    };

    private static Metric Memory(Random random) => new()
    {
        Name = "dotnet.process.memory.working_set",
        Unit = "By",
        Sum = new() { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { new NumberDataPoint { AsInt = 90_000_000 + random.Next(9_000_000) } } },
    };

    private static Metric Active(Random random) => new()
    {
        Name = "http.server.active_requests",
        Unit = "{request}",
        Sum = new() { AggregationTemporality = AggregationTemporality.Cumulative, DataPoints = { new NumberDataPoint { AsInt = random.Next(9) } } },
    };

    private static byte[] Export(string instance, long now, long time, IEnumerable<Metric> metrics)
    {
        var start = (ulong)(now - 3_600_000_000_000L);
        List<Metric> all = [.. metrics];
        foreach (var point in all.SelectMany(m => (IEnumerable<NumberDataPoint>?)m.Sum?.DataPoints ?? []))
            (point.StartTimeUnixNano, point.TimeUnixNano) = (start, (ulong)time);
        foreach (var point in all.SelectMany(m => (IEnumerable<HistogramDataPoint>?)m.Histogram?.DataPoints ?? []))
        {
            (point.StartTimeUnixNano, point.TimeUnixNano) = (start, (ulong)time);
            var trace = new byte[16];
            BitConverter.TryWriteBytes(trace, time);
            if (time / 1_000_000_000L % 20 < 5)
                point.Exemplars.Add(new Exemplar { AsDouble = 0.05 + (time / 1_000_000_000L % 7 * 0.1), TimeUnixNano = (ulong)time, TraceId = ByteString.CopyFrom(trace), SpanId = ByteString.CopyFrom(trace[..8]) });
        }

        return new MetricsData
        {
            ResourceMetrics =
            {
                new ResourceMetrics
                {
                    Resource = Service("frontend", instance),
                    ScopeMetrics =
                    {
                        new ScopeMetrics { Scope = new() { Name = "Microsoft.AspNetCore.Hosting" }, Metrics = { all.Where(m => m.Name.StartsWith("http", StringComparison.Ordinal)) } },
                        new ScopeMetrics { Scope = new() { Name = "System.Runtime" }, Metrics = { all.Where(m => m.Name.StartsWith("dotnet", StringComparison.Ordinal)) } },
                    },
                },
            },
        }.ToByteArray();
    }
}
