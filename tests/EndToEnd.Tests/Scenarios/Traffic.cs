using System.Net;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>Shoppers who come until the shop does what is expected: a flag takes a moment to reach a service.</summary>
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
    /// Asks until the service says on a span that it found this variant, and never again before it said what it found. Answers somebody who has
    /// looked at the dashboard since then.
    /// </summary>
    public static async Task<Onlooker> TakesEffectAsync(
        this RunningShop shop, string service, string flag, string variant, Func<Shopper, Task<HttpResponseMessage>> ask)
    {
        var telling = await Eventually.GetAsync($"a request for which {service} finds {flag} to be {variant}", async () =>
        {
            var onlooker = shop.Look();
            (await ask(new Shopper(shop.Storefront))).Dispose();
            var span = await Eventually.GetAsync($"what {service} finds {flag} to be", async () =>
                (await onlooker.SpansAsync(service, "EventName:eq:feature_flag.evaluation")).FirstOrDefault(span => span.VariantOf(flag) is not null));
            return span.VariantOf(flag) == variant ? span : null;
        });
        return shop.LookSince(telling.Start);
    }

    public static Task<Onlooker> RecoversAsync(this RunningShop shop, string service, string flag, Func<Shopper, Task<HttpResponseMessage>> ask) =>
        shop.TakesEffectAsync(service, flag, "off", ask);

    /// <summary>
    /// Asks until a request to the service tells nothing of the flag, as is right for flags that concern every request: they leave a mark only where they
    /// did something. Answers somebody who has looked at the dashboard since then.
    /// </summary>
    public static async Task<Onlooker> LeavesNoMarkAsync(this RunningShop shop, string service, string flag, Func<Shopper, Task<HttpResponseMessage>> ask)
    {
        var onlooker = shop.Look();
        var recovered = await Eventually.GetAsync($"a request to {service} without {flag}", async () =>
        {
            (await ask(new Shopper(shop.Storefront))).Dispose();
            return (await onlooker.SpansAsync(service, "Kind:eq:Server")).FirstOrDefault(span => span.VariantOf(flag) is null);
        });
        return shop.LookSince(recovered.Start);
    }

    /// <summary>Asks until it is seen what comes of it.</summary>
    public static Task TrafficUntilAsync(this RunningShop shop, Func<Shopper, Task<HttpResponseMessage>> ask, Func<Task<bool>> isSeen) =>
        Eventually.HoldsAsync("what the traffic should bring about", async () =>
        {
            (await ask(new Shopper(shop.Storefront))).Dispose();
            return await isSeen();
        });

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
