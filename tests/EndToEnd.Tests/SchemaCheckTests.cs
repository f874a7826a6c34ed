using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.EndToEnd.Tests;

public sealed class SchemaCheckTests : IDisposable
{
    private const string Schema = """
        file_format: definition/2
        attributes:
          - {key: service.name, type: string, brief: Name., stability: stable}
          - {key: demo.order.id, type: string, brief: Id., stability: stable}
          - {key: demo.order.count, type: int, brief: Number., stability: stable}
        spans:
          - type: demo.place_order
            kind: internal
            name: {note: "`place {demo.order.id}`, without an id `place`"}
            brief: Places an order.
            stability: stable
            attributes:
              - {ref: demo.order.count, requirement_level: required}
              - {ref: demo.order.id, requirement_level: recommended}
        metrics:
          - name: demo.orders
            instrument: gauge
            unit: "{order}"
            brief: Orders.
            stability: stable
        entities:
          - type: service
            brief: A service.
            stability: stable
            identity:
              - {ref: service.name, requirement_level: required}
        """;

    private static readonly Resource Checkout = new() { Attributes = { Text("service.name", "checkout") } };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("otelshop-schema-");
    private readonly SchemaCheck _check;

    public SchemaCheckTests()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "shop.yaml"), Schema);
        _check = new SchemaCheck(TelemetrySchema.Read(_folder.FullName));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Telemetry_that_follows_the_schema_leaves_nothing_to_report()
    {
        _check.Observe(Checkout);
        _check.Observe(Checkout, "checkout", SpanOf("place 7", Number("demo.order.count", 1), Text("demo.order.id", "7")));
        _check.Observe(Checkout, "checkout", SpanOf("place", Number("demo.order.count", 1)));
        _check.Observe(Checkout, "checkout", GaugeOf("{order}"));

        Assert.Empty(_check.Undeclared.Concat(_check.Unseen));
    }

    [Theory]
    [InlineData("order", "is not in the schema")]
    [InlineData("place", "lacks demo.order.count")]
    public void A_span_with_another_name_or_without_a_required_attribute_is_reported(string name, string finding)
    {
        _check.Observe(Checkout, "checkout", SpanOf(name));

        Assert.Contains(finding, Assert.Single(_check.Undeclared), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_of_another_type_is_reported()
    {
        _check.Observe(Checkout, "checkout", SpanOf("place", Text("demo.order.count", "1")));

        Assert.Contains("demo.order.count as string, not as int", Assert.Single(_check.Undeclared), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_that_the_schema_lacks_is_reported()
    {
        _check.Observe(Checkout, "checkout", SpanOf("place", Number("demo.order.count", 1), Text("demo.order.colour", "red")));

        Assert.Contains("has demo.order.colour", Assert.Single(_check.Undeclared), StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_with_another_unit_is_reported()
    {
        _check.Observe(Checkout, "checkout", GaugeOf("1"));

        Assert.Contains("'demo.orders'", Assert.Single(_check.Undeclared), StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_of_seconds_with_the_default_boundaries_is_reported()
    {
        _check.Observe(Checkout, "checkout", new Metric
        {
            Name = "demo.duration", Unit = "s", Histogram = new Histogram { DataPoints = { new HistogramDataPoint { ExplicitBounds = { 0, 5, 10, 25, 50 } } } },
        });

        Assert.Contains("boundaries of milliseconds", _check.Undeclared.First(finding => finding.Contains("demo.duration", StringComparison.Ordinal) && finding.Contains("measures", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_never_emitted_is_reported()
    {
        _check.Observe(Checkout);
        _check.Observe(Checkout, "checkout", SpanOf("place", Number("demo.order.count", 1)));

        Assert.Equal(["Span demo.place_order never had demo.order.id.", "Metric demo.orders was never emitted."], _check.Unseen);
    }

    private static Span SpanOf(string name, params KeyValue[] attributes) => new() { Name = name, Kind = Span.Types.SpanKind.Internal, Attributes = { attributes } };

    private static Metric GaugeOf(string unit) => new() { Name = "demo.orders", Unit = unit, Gauge = new Gauge { DataPoints = { new NumberDataPoint() } } };

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static KeyValue Number(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };
}
