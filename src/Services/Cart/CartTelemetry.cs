using System.Diagnostics;
using System.Diagnostics.Metrics;
using Oteldemo;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.Carts;

internal sealed class CartTelemetry
{
    public const string SourceName = "OpenTelemetry.Demo.Cart";

    private const string UserId = "user.id";
    private const string ProductId = "demo.product.id";
    private const string ProductQuantity = "demo.product.quantity";
    private const string ItemsCount = "demo.cart.items.count";

    private static readonly InstrumentAdvice<double> LatencyBuckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    // The conventions' advice for databases.
    private static readonly InstrumentAdvice<double> CommandBuckets = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] };

    private readonly Histogram<double> _addItem;
    private readonly Histogram<double> _getCart;
    private readonly Histogram<double> _command;
    private readonly Counter<long> _creations;
    private readonly Counter<long> _checkouts;

    public CartTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(SourceName);
        _addItem = meter.CreateHistogram("demo.cart.add_item.latency", "s", "Time to change a line of a cart", tags: null, LatencyBuckets);
        _getCart = meter.CreateHistogram("demo.cart.get_cart.latency", "s", "Time to read a cart", tags: null, LatencyBuckets);
        // The instrumentation of the Redis client has spans only.
        _command = meter.CreateHistogram("db.client.operation.duration", "s", "Duration of a Redis command", tags: null, CommandBuckets);
        _creations = meter.CreateCounter<long>("demo.cart.creations", "{cart}", "Products put into an empty cart");
        _checkouts = meter.CreateCounter<long>("demo.cart.checkouts", "{cart}", "Carts whose items were ordered");
    }

    public void AddItemTook(TimeSpan elapsed) => _addItem.Record(elapsed.TotalSeconds);

    public void GetCartTook(TimeSpan elapsed) => _getCart.Record(elapsed.TotalSeconds);

    public void CommandTook(string command, TimeSpan elapsed, string? failure)
    {
        var tags = new TagList { { "db.system.name", "redis" }, { "db.operation.name", command } };
        if (failure is not null)
            tags.Add("error.type", failure);
        _command.Record(elapsed.TotalSeconds, tags);
    }

    public void Created() => _creations.Add(1, SyntheticTraffic.Tags());

    public void CheckedOut() => _checkouts.Add(1, SyntheticTraffic.Tags());

    public static void DescribeAdd(string userId, CartItem item) => Activity.Current?
        .SetTag(UserId, userId)
        .SetTag(ProductId, item.ProductId)
        .SetTag(ProductQuantity, item.Quantity);

    public static void DescribeCart(Cart cart) => Activity.Current?
        .SetTag(UserId, cart.UserId)
        .SetTag(ItemsCount, cart.Items.Sum(item => (long)item.Quantity))
        .AddEvent(new ActivityEvent("Fetch cart"));

    public static void DescribeEmptying(string userId) => Activity.Current?
        .SetTag(UserId, userId)
        .AddEvent(new ActivityEvent("Empty cart"));

    public static void EmptyingFailed(Exception failure) => Activity.Current?
        .AddException(failure)
        .SetTag("error.type", failure.GetType().FullName)
        .SetStatus(ActivityStatusCode.Error, failure.Message);
}
