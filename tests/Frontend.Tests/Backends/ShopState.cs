using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Frontend.Tests.Backends;

/// <summary>What the hand-written backends know, what they were asked, and what they shall refuse.</summary>
internal sealed class ShopState
{
    private int _frozenCalls;

    public const string Telescope = "OLJCESPC7Z";
    public const string Book = "HQTGWGPNH4";

    public ConcurrentDictionary<string, Cart> Carts { get; } = new();

    public ConcurrentQueue<object> Requests { get; } = new();

    public ConcurrentDictionary<Type, RpcException> Refusals { get; } = new();

    public List<Product> Products { get; } =
    [
        Product(Telescope, "Refractor <60 mm>", "Small & light", Usd(101, 960_000_000), "telescopes"),
        Product(Book, "The Comet Book", "A 'history'", Usd(0, 990_000_000), "books"),
        Product("66VCHSJNUP", "Starsense Explorer", "Finds its way", Usd(349, 950_000_000), "telescopes"),
        Product("1YMWWN1N4O", "Eclipsmart Travel", "For the sun", Usd(129, 950_000_000), "telescopes", "travel"),
        Product("L9ECAV7KIM", "Lens Cleaning Kit", "For clear views", Usd(21, 950_000_000), "accessories"),
        Product("2ZYFJ3GM2N", "Roof Binoculars", "Two eyes", Usd(209, 950_000_000), "binoculars"),
        Product("SAME0PRICE", "Twin of the kit", "Same price", Usd(21, 950_000_000)),
    ];

    public OrderResult Order { get; set; } = NewOrder();

    /// <summary>Methods, such as <c>GetAds</c>, that take calls and never answer.</summary>
    public ConcurrentBag<string> Frozen { get; } = [];

    /// <summary>How many calls wait in vain.</summary>
    public int FrozenCalls => _frozenCalls;

    /// <summary>The ids of placed orders by the keys of their requests.</summary>
    public ConcurrentDictionary<string, string> OrderIds { get; } = new();

    public ConcurrentDictionary<(string UserId, string OrderId), Order> PlacedOrders { get; } = new();

    public const string PictureManifest = """{"Banner":{"hash":"b1","preparedWidths":[640,1280]},"products/HQTGWGPNH4":{"hash":"c1","preparedWidths":[240,960]}}""";

    public static DateTimeOffset OrderTime { get; } = new(2026, 5, 4, 21, 30, 0, TimeSpan.Zero);

    /// <summary>The checkout takes orders but leaves the carts as they are.</summary>
    public bool CartsCannotBeEmptied { get; set; }

    public static Money Usd(long units, int nanos = 0) => new() { CurrencyCode = "USD", Units = units, Nanos = nanos };

    /// <summary>Notes the request and refuses it when a test said so.</summary>
    public void Receive(object request)
    {
        Requests.Enqueue(request);
        if (Refusals.TryGetValue(request.GetType(), out var refusal)) { throw refusal; }
    }

    public async Task FreezeAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _frozenCalls);
        await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }

    public T Last<T>() => Requests.OfType<T>().Last();

    public void Forget()
    {
        Requests.Clear();
        Refusals.Clear();
        Frozen.Clear();
        CartsCannotBeEmptied = false;
        Order = NewOrder();
    }

    private static OrderResult NewOrder() => new() { ShippingCost = Usd(8) };

    private static Product Product(string id, string name, string description, Money price, params string[] categories) =>
        new() { Id = id, Name = name, Description = description, Picture = $"{id}.jpg", PriceUsd = price, Categories = { categories } };
}
