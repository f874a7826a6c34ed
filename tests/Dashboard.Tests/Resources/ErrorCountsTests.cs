using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Resources;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.Resources;

public sealed class ErrorCountsTests
{
    private readonly Stores _stores = new();

    [Fact]
    public void Services_whose_names_differ_in_case_are_counted_as_one_resource()
    {
        foreach (var service in new[] { "cart", "Cart", "ad" })
            _stores.Logs.Add(TelemetrySamples.LogRequest(service, TelemetrySamples.Log("lost", service == "ad" ? SeverityNumber.Warn : SeverityNumber.Error)));

        Assert.Equal([KeyValuePair.Create("cart", 2)], new ErrorCounts(_stores.Logs).Count());
    }
}
