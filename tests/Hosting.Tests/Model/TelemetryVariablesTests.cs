namespace Aspire.Hosting.Tests.Model;

public sealed class TelemetryVariablesTests
{
    [Fact]
    public async Task A_project_knows_its_name()
    {
        using var drawing = new Drawing("--OTEL_EXPORTER_OTLP_ENDPOINT=");

        var environment = await Drawing.Environment(drawing.Service("cart"));

        Assert.Equal("cart", environment["OTEL_SERVICE_NAME"]);
        Assert.StartsWith("service.instance.id=", environment["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", environment.Keys);
    }

    [Fact]
    public async Task The_destination_of_the_host_is_passed_on()
    {
        using var drawing = new Drawing("--OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "--OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "--OTEL_EXPORTER_OTLP_HEADERS=a=b");

        var environment = await Drawing.Environment(drawing.Service("cart"));

        Assert.Equal("http://collector:4317", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("a=b", environment["OTEL_EXPORTER_OTLP_HEADERS"]);
    }

    [Fact]
    public async Task A_dashboard_comes_before_the_destination_of_the_host()
    {
        using var drawing = new Drawing(
            "--OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:18889", "--AppHost:OtlpApiKey=key");

        var environment = await Drawing.Environment(drawing.Service("cart"));

        Assert.Equal("http://localhost:18889", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("x-otlp-api-key=key", environment["OTEL_EXPORTER_OTLP_HEADERS"]);
    }

    [Fact]
    public async Task In_development_nothing_waits_in_a_batch()
    {
        using var drawing = new Drawing("--environment=Development");

        var environment = await Drawing.Environment(drawing.Service("cart"));

        Assert.Equal(("1000", "always_on"), (environment["OTEL_BSP_SCHEDULE_DELAY"], environment["OTEL_TRACES_SAMPLER"]));
    }

    [Fact]
    public async Task With_a_dashboard_somebody_watches_in_every_environment()
    {
        using var drawing = new Drawing("--environment=Production", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:18889");

        var environment = await Drawing.Environment(drawing.Service("cart"));

        Assert.Equal(("1000", "1000", "5000"), (environment["OTEL_BSP_SCHEDULE_DELAY"], environment["OTEL_BLRP_SCHEDULE_DELAY"], environment["OTEL_METRIC_EXPORT_INTERVAL"]));
    }

    [Fact]
    public async Task A_delay_that_the_host_was_given_is_handed_on()
    {
        using var drawing = new Drawing("--environment=Development", "--OTEL_METRIC_EXPORT_INTERVAL=60000");

        Assert.Equal("60000", (await Drawing.Environment(drawing.Service("cart")))["OTEL_METRIC_EXPORT_INTERVAL"]);
    }

    [Fact]
    public async Task A_container_is_told_only_on_demand()
    {
        using var drawing = new Drawing();
        var silent = drawing.Builder.AddContainer("silent", "image");
        var telling = drawing.Builder.AddContainer("telling", "image").WithOtlpExporter();

        Assert.DoesNotContain("OTEL_SERVICE_NAME", (await Drawing.Environment(silent)).Keys);
        Assert.Equal("telling", (await Drawing.Environment(telling))["OTEL_SERVICE_NAME"]);
    }
}
