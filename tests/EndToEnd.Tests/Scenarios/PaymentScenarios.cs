using System.Net;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests.Scenarios;

[Collection(ShopCollection.Name)]
public sealed class PaymentScenarios(RunningShop shop)
{
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task PaymentFailure_makes_the_charge_fail_until_it_is_turned_off()
    {
        await using (await shop.Flags.TurnAsync("paymentFailure", "100%"))
            await shop.OrdersAnswerAsync(HttpStatusCode.ServiceUnavailable);
        await shop.OrdersAnswerAsync(HttpStatusCode.OK);

        var charge = await _telemetry.SpanAsync("payment", span => span.Name == "charge" && span.IsError);
        Assert.Equal("100%", charge.VariantOf("paymentFailure"));
        Assert.Equal("gold", charge.Attributes["demo.user_context.loyalty_level"]);
        Assert.NotNull(await _telemetry.LogAsync("payment", log => log.EventName == "payment.charge.failed"));
    }

    [Fact]
    public async Task PaymentUnreachable_sends_the_checkout_where_no_payment_service_is()
    {
        await using (await shop.Flags.TurnAsync("paymentUnreachable", "on"))
            await shop.OrdersAnswerAsync(HttpStatusCode.ServiceUnavailable);
        await shop.OrdersAnswerAsync(HttpStatusCode.OK);

        var call = await _telemetry.SpanAsync("checkout", span => span.Name.EndsWith("/Charge", StringComparison.Ordinal) && span.Kind == SpanKind.Client && span.IsError);
        Assert.StartsWith("badaddress", call.Attributes["server.address"]);
        Assert.Equal("UNAVAILABLE", call.Attributes["rpc.response.status_code"]);
    }
}
