using System.Diagnostics;
using Oteldemo;

namespace OtelShop.Bench.Shop;

/// <summary>
/// Open-loop load on CheckoutService.PlaceOrder: orders start on schedule whether or not earlier ones have ended, and each is timed from
/// the moment it was due, so that a stalled shop shows in the figures instead of slowing the load down.
/// </summary>
internal sealed class OrderLoad(CartService.CartServiceClient carts, CheckoutService.CheckoutServiceClient checkout, int ordersPerSecond)
{
    private static readonly string[] Products = ["OLJCESPC7Z", "66VCHSJNUP", "LS4PSXUNUM"];
    private static readonly string[] Currencies = ["USD", "EUR", "JPY"];

    /// <summary>Runs for <paramref name="duration"/>; answers each order's latency in milliseconds, ascending. A failed order throws.</summary>
    public async Task<double[]> RunAsync(TimeSpan duration)
    {
        // One after the other: the load is the orders.
        return await RunAsync(await FillCartsAsync((int)(duration.TotalSeconds * ordersPerSecond)));
    }

    /// <inheritdoc cref="RunAsync(TimeSpan)"/>
    /// <param name="users">Users with a filled cart.</param>
    public async Task<double[]> RunAsync(IReadOnlyList<string> users)
    {
        var count = users.Count;
        var orders = new Task<double>[count];
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var next = 0; next < count;)
        {
            for (; next < count && clock.Elapsed.TotalSeconds >= next / (double)ordersPerSecond; next++)
                orders[next] = PlaceAsync(users[next], Currencies[next % Currencies.Length], clock, next / (double)ordersPerSecond);
            await timer.WaitForNextTickAsync();
        }

        var latencies = await Task.WhenAll(orders);
        Array.Sort(latencies);
        return latencies;
    }

    /// <summary>Fills the carts of new users, whose names it returns.</summary>
    public async Task<IReadOnlyList<string>> FillCartsAsync(int count, int clients = 1)
    {
        var users = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = clients }, async (user, _) => users[user] = await FillCartAsync());
        return users;
    }

    /// <summary>Closed loop: orders the carts, as many at a time as there are clients.</summary>
    public async Task PlaceAsync(IReadOnlyList<string> users, int clients)
    {
        var clock = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var order && order < users.Count)
                await PlaceAsync(users[order], Currencies[order % Currencies.Length], clock, 0);
        }));
    }

    private async Task<string> FillCartAsync()
    {
        var user = Guid.NewGuid().ToString();
        foreach (var product in Products)
            await carts.AddItemAsync(new AddItemRequest { UserId = user, Item = new CartItem { ProductId = product, Quantity = 1 } });
        return user;
    }

    private async Task<double> PlaceAsync(string user, string currency, Stopwatch clock, double dueSeconds)
    {
        await checkout.PlaceOrderAsync(new PlaceOrderRequest
        {
            UserId = user,
            UserCurrency = currency,
            Email = "bench@example.com",
            // Many orders to one address would be fraud.
            Address = new Address { StreetAddress = $"{user} Observatory Road", City = "Flagstaff", State = "AZ", Country = "United States", ZipCode = "86001" },
            CreditCard = new CreditCardInfo
            {
                CreditCardNumber = "4432801561520454", CreditCardCvv = 672, CreditCardExpirationYear = 2039, CreditCardExpirationMonth = 1,
            },
        });
        return (clock.Elapsed.TotalSeconds - dueSeconds) * 1000;
    }
}
