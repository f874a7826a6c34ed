using System.Net;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Sends requests until the shop behaves as expected: a flag takes a moment to reach a service.</summary>
internal static class Traffic
{
    public const string Explorascope = "OLJCESPC7Z";
    public const string Flashlight = "LS4PSXUNUM";

    public static Task AnswersAsync(this RunningShop shop, HttpStatusCode expected, Func<Shopper, Task<HttpResponseMessage>> ask) =>
        Eventually.HoldsAsync($"an answer {(int)expected}", async () =>
        {
            using var answer = await ask(new Shopper(shop.Storefront));
            return answer.StatusCode == expected;
        });

    public static Task OrdersAnswerAsync(this RunningShop shop, HttpStatusCode expected) => shop.AnswersAsync(expected, OrderAsync);

    /// <summary>
    /// Sends requests, one at a time, until a span of the service shows the variant of the flag. Returns the telemetry since then.
    /// </summary>
    public static async Task<TelemetryView> TakesEffectAsync(
        this RunningShop shop, string service, string flag, string variant, Func<Shopper, Task<HttpResponseMessage>> ask)
    {
        var telling = await Eventually.GetAsync($"a request for which {service} finds {flag} to be {variant}", async () =>
        {
            var telemetry = shop.ObserveTelemetry();
            (await ask(new Shopper(shop.Storefront))).Dispose();
            var span = await telemetry.SpanAsync(service, span => span.VariantOf(flag) is not null, $"an evaluation of {flag}");
            return span.VariantOf(flag) == variant ? span : null;
        });
        return shop.ObserveTelemetry(telling.Start);
    }

    public static Task<TelemetryView> RecoversAsync(this RunningShop shop, string service, string flag, Func<Shopper, Task<HttpResponseMessage>> ask) =>
        shop.TakesEffectAsync(service, flag, "off", ask);

    /// <summary>
    /// Sends requests until a span of the service lacks the flag: a flag that concerns every request appears only where it has an effect. Returns the
    /// telemetry since then.
    /// </summary>
    public static async Task<TelemetryView> LeavesNoMarkAsync(this RunningShop shop, string service, string flag, Func<Shopper, Task<HttpResponseMessage>> ask)
    {
        var telemetry = shop.ObserveTelemetry();
        var recovered = await Eventually.GetAsync($"a request to {service} without {flag}", async () =>
        {
            (await ask(new Shopper(shop.Storefront))).Dispose();
            return telemetry.Spans(service, span => span.Kind == SpanKind.Server && span.VariantOf(flag) is null) is [var first, ..] ? first : null;
        });
        return shop.ObserveTelemetry(recovered.Start);
    }

    /// <summary>Sends requests until their effect is seen.</summary>
    public static Task TrafficUntilAsync(this RunningShop shop, Func<Shopper, Task<HttpResponseMessage>> ask, Func<bool> isSeen) =>
        Eventually.HoldsAsync("what the traffic should bring about", async () =>
        {
            (await ask(new Shopper(shop.Storefront))).Dispose();
            return isSeen();
        });

    /// <summary>Places orders, one after another, until what they lead to is seen.</summary>
    public static Task OrdersUntilAsync(this RunningShop shop, string what, Func<Task<bool>> isSeen, TimeSpan patience) =>
        shop.RequestsUntilAsync(what, isSeen, patience, OrderAsync);

    /// <summary>Sends requests, one after another, until what they lead to is seen.</summary>
    public static Task RequestsUntilAsync(
        this RunningShop shop, string what, Func<Task<bool>> isSeen, TimeSpan patience, params Func<Shopper, Task<HttpResponseMessage>>[] requests) =>
        Eventually.HoldsAsync(what, async () =>
        {
            foreach (var ask in requests)
                (await ask(new Shopper(shop.Storefront))).Dispose();
            return await isSeen();
        }, patience);

    public static async Task<HttpResponseMessage> OrderAsync(Shopper shopper)
    {
        (await shopper.AddAsync(Flashlight, 1)).Dispose();
        return await shopper.CheckOutAsync("USD");
    }

    public static async Task<HttpResponseMessage> OrderAbroadAsync(Shopper shopper)
    {
        (await shopper.AddAsync(Flashlight, 1)).Dispose();
        return await shopper.CheckOutAsync("EUR", order => order["address"]!["country"] = "Germany");
    }

    public static Task<HttpResponseMessage> SeeAdsAsync(Shopper shopper) => shopper.SeeAdsAsync();

    public static Task<HttpResponseMessage> SeeRecommendationsAsync(Shopper shopper) => shopper.SeeRecommendationsAsync();

    public static Task<HttpResponseMessage> BrowseInEurosAsync(Shopper shopper) => shopper.SeeProductsAsync("EUR");
}
