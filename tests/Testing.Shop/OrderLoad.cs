using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Oteldemo;

namespace OtelShop.Testing.Shop;

/// <summary>
/// Open-loop load of 20 orders a second. Each is sent again with its key until it has a definite answer, as a careful client does.
/// </summary>
public sealed class OrderLoad : IAsyncDisposable
{
    private const int OrdersPerSecond = 20;

    // So many good orders in a row are a second of normal service.
    private const int GoodInARow = OrdersPerSecond;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ReconnectInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(3);

    private readonly TestShop _shop;
    private readonly ConcurrentQueue<LoadOrder> _orders = new();
    private readonly ConcurrentDictionary<Uri, GrpcChannel> _channels = new();
    private readonly List<Task> _clients = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly Task _schedule;

    private OrderLoad(TestShop shop)
    {
        _shop = shop;
        _schedule = ScheduleAsync();
    }

    /// <summary>The orders so far.</summary>
    public IReadOnlyCollection<LoadOrder> Orders => _orders;

    /// <summary>Starts the load and waits for the first second of answers.</summary>
    public static async Task<OrderLoad> StartAsync(TestShop shop)
    {
        var load = new OrderLoad(shop);
        await Eventually.HoldsAsync("the first orders", () => Task.FromResult(load.Orders.Count(order => order.Result is not null) >= GoodInARow), AnswerLimit);
        return load;
    }

    /// <summary>Waits until a second of orders is served normally.</summary>
    /// <returns>When the first of them was due. Null when that did not happen within a minute.</returns>
    public async Task<DateTimeOffset?> NormalAsync(DateTimeOffset since)
    {
        try
        {
            return (await Eventually.GetAsync("a second of orders without an error", () => Task.FromResult(FirstOfGood(since)))).Due;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Sends no new orders, and waits until those that were sent have an answer.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _schedule;
        _giveUp.CancelAfter(AnswerLimit);
        await Task.WhenAll(_clients);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _giveUp.CancelAsync();
        await StopAsync();
        foreach (var channel in _channels.Values)
            channel.Dispose();
        _stop.Dispose();
        _giveUp.Dispose();
    }

    /// <summary>What is in the cart of a user.</summary>
    public async Task<Cart> CartOfAsync(LoadOrder order) =>
        await new CartService.CartServiceClient(ChannelTo("cart")).GetCartAsync(new GetCartRequest { UserId = order.UserId }, deadline: Deadline());

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + CallTimeout;

    private LoadOrder? FirstOfGood(DateTimeOffset since)
    {
        LoadOrder? first = null;
        var inARow = 0;
        foreach (var order in _orders.Where(order => order.Due >= since))
        {
            (first, inARow) = order.IsGood ? (first ?? order, inARow + 1) : (null, 0);
            if (inARow == GoodInARow)
                return first;
        }

        return null;
    }

    private async Task ScheduleAsync()
    {
        var start = TimeProvider.System.GetUtcNow();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var next = 0; !_stop.IsCancellationRequested; await timer.WaitForNextTickAsync())
        {
            for (; clock.Elapsed.TotalSeconds >= next / (double)OrdersPerSecond; next++)
            {
                var order = new LoadOrder(next, start + TimeSpan.FromSeconds(next / (double)OrdersPerSecond));
                _orders.Enqueue(order);
                _clients.Add(Task.Run(() => PlaceAsync(order)));
            }
        }
    }

    private async Task PlaceAsync(LoadOrder order)
    {
        using var pause = new PeriodicTimer(FirstRetry);
        try
        {
            while (!await TryPlaceAsync(order))
            {
                await pause.WaitForNextTickAsync(_giveUp.Token);
                // Up to twice as long each time, with jitter.
                pause.Period = TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, (long)(pause.Period.Ticks * (1 + Random.Shared.NextDouble()))));
            }
        }
        catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
        {
            order.Failed("The client gave up.");
        }
    }

    private async Task<bool> TryPlaceAsync(LoadOrder order)
    {
        try
        {
            if (!order.IsCartFilled)
                await FillCartAsync(order);
            order.Answered((await new CheckoutService.CheckoutServiceClient(ChannelTo("checkout")).PlaceOrderAsync(order.Request, deadline: Deadline())).Order);
            return true;
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.FailedPrecondition && error.Status.Detail.Contains("nothing in the cart", StringComparison.Ordinal))
        {
            order.IsCartFilled = false;
            order.Failed($"{error.StatusCode}: {error.Status.Detail}");
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.InvalidArgument or StatusCode.NotFound or StatusCode.FailedPrecondition or StatusCode.Unimplemented)
        {
            order.Refused(error);
            return true;
        }
        catch (RpcException error)
        {
            order.Failed($"{error.StatusCode}: {error.Status.Detail}");
        }
        catch (InvalidOperationException error)
        {
            // The whole shop is stopped.
            order.Failed(error.Message);
        }

        return false;
    }

    // Setting a quantity, unlike adding, may be repeated.
    private async Task FillCartAsync(LoadOrder order)
    {
        var carts = new CartService.CartServiceClient(ChannelTo("cart"));
        foreach (var item in order.Items)
            await carts.SetItemAsync(new AddItemRequest { UserId = order.UserId, Item = item }, deadline: Deadline());
        order.IsCartFilled = true;
    }

    private GrpcChannel ChannelTo(string service) => _channels.GetOrAdd(_shop.Application.GetEndpoint(service, "grpc"), Connect);

    // Without the pauses of up to two minutes between connections, which would be counted as the shop's.
    private static GrpcChannel Connect(Uri address) =>
        GrpcChannel.ForAddress(address, new GrpcChannelOptions { InitialReconnectBackoff = ReconnectInterval, MaxReconnectBackoff = ReconnectInterval });
}
