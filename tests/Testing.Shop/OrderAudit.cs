namespace OtelShop.Testing.Shop;

/// <summary>Compares what the clients of a load were told with orders, charges, parcels, mails, books, fraud screenings and carts.</summary>
public sealed class OrderAudit(TestShop shop, OrderLoad load)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Of docs/reconciliation.md, as one text a line.
    private const string Orders = "SELECT concat_ws(' ', order_id, currency_code, trim_scale(total_amount)) FROM checkout.orders WHERE state = 'confirmed'";
    // A charge without a key is no order's: other tests ask payment directly before the load begins.
    private const string Charges =
        "SELECT concat_ws(' ', idempotency_key, currency_code, trim_scale(amount_units + amount_nanos / 1e9)) FROM payment.charges " +
        "WHERE state = 'charged' AND (idempotency_key IS NOT NULL OR created_at >= $1)";

    private const string Books = "SELECT concat_ws(' ', order_id, total_currency_code, trim_scale(total_amount)) FROM accounting.\"order\"";

    private readonly DateTimeOffset _begin = TimeProvider.System.GetUtcNow();

    /// <summary>Waits until queues are empty and every order is settled; three minutes at most.</summary>
    /// <returns>What is still wrong then, one sentence each.</returns>
    public async Task<IReadOnlyList<string>> ProblemsAsync()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Interval);
        var problems = await FindAsync();
        while (problems.Count > 0 && !giveUp.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync();
            problems = await FindAsync();
        }

        return problems;
    }

    /// <summary>Counts those of the orders that have messages in the outbox, and those that are not in the books.</summary>
    public async Task<(long InOutbox, long NotBooked)> BacklogAsync(string[] orderIds)
    {
        var inOutbox = await shop.QueryAsync("checkout-database", "SELECT count(DISTINCT order_id) FROM checkout.outbox WHERE order_id::text = ANY($1)", (object)orderIds);
        var booked = await shop.QueryAsync("accounting-database", "SELECT count(*) FROM accounting.\"order\" WHERE order_id = ANY($1)", (object)orderIds);
        return ((long)inOutbox!, orderIds.Length - (long)booked!);
    }

    private async Task<IReadOnlyList<string>> FindAsync()
    {
        var orders = load.Orders;
        List<string> problems =
        [
            .. orders.Where(order => order.AnsweredAt is null).Select(order => $"No answer for {order.UserId}: {order.Errors[^1]}."),
            .. orders.Where(order => order.Refusal is not null).Select(order => $"Refused, {order.UserId}: {order.Refusal}."),
            .. await ListAsync("checkout-database", "SELECT concat_ws(' ', order_id, state) FROM checkout.orders WHERE state <> 'confirmed' AND state <> 'refunded'", "Not settled"),
            .. await ListAsync("checkout-database", "SELECT concat_ws(' ', order_id, kind, attempts) FROM checkout.outbox", "In the outbox"),
        ];
        problems.AddRange(await ComparePlacedAsync(orders));
        problems.AddRange(await CompareBooksAsync());
        problems.AddRange(await CompareEffectsAsync([.. orders.Where(order => order.Result is not null).Select(order => order.Result!.OrderId)]));
        problems.AddRange(await CompareCartsAsync(orders));
        return problems;
    }

    private async Task<IEnumerable<string>> ComparePlacedAsync(IReadOnlyCollection<LoadOrder> orders)
    {
        string[] users = [.. orders.Select(order => order.UserId)];
        var stored = await TextsAsync(
            "checkout-database", "SELECT concat_ws(' ', user_id, order_id, tracking_id) FROM checkout.orders WHERE state = 'confirmed' AND user_id = ANY($1)", (object)users);
        var told = orders.Where(order => order.Result is not null).ToDictionary(order => order.UserId, order => order.Result!);
        return
        [
            .. stored.Where(line => line.Split(' ').Length < 3).Select(line => $"Without a parcel: {line}."),
            .. stored.GroupBy(line => line.Split(' ')[0]).Where(user => user.Count() > 1).Select(user => $"Two orders of one key: {string.Join(", ", user)}."),
            .. stored.GroupBy(line => line.Split(' ')[^1]).Where(parcel => parcel.Count() > 1).Select(parcel => $"Two orders in one parcel: {string.Join(", ", parcel)}."),
            .. Differences(told.Select(order => $"{order.Key} {order.Value.OrderId}"), stored.Select(line => string.Join(' ', line.Split(' ')[..2])), "client", "checkout"),
            .. told.Values.Where(order => order.ShippingTrackingId.Length > 0).Select(order => $"{order.OrderId} {order.ShippingTrackingId}")
                .Except(stored.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])).Select(order => $"Another parcel than the client was told: {order}."),
        ];
    }

    private async Task<IEnumerable<string>> CompareBooksAsync()
    {
        var orders = await TextsAsync("checkout-database", Orders);
        var charges = await TextsAsync("payment-database", Charges, _begin);
        var books = await TextsAsync("accounting-database", Books);
        return [.. Differences(orders, charges, "checkout", "payment"), .. Differences(orders, books, "checkout", "accounting")];
    }

    private async Task<IEnumerable<string>> CompareEffectsAsync(string[] ids)
    {
        var screened = await TextsAsync("fraud-database", "SELECT order_id FROM screened_orders WHERE order_id = ANY($1)", (object)ids);
        var mails = Directory.EnumerateFiles(shop.MailFolder, "order-*.eml").Select(file => Path.GetFileNameWithoutExtension(file)["order-".Length..]).ToHashSet();
        var refunded = await TextsAsync(
            "payment-database",
            "SELECT charge.idempotency_key FROM payment.charges AS charge JOIN payment.partial_refunds USING (transaction_id) WHERE charge.idempotency_key = ANY($1)",
            (object)ids);
        return
        [
            .. Differences(ids, screened, "client", "fraud-detection"),
            .. ids.Where(id => !mails.Contains(id)).Select(id => $"No mail: {id}."),
            .. refunded.Select(id => $"Refunded although confirmed: {id}."),
        ];
    }

    private async Task<IEnumerable<string>> CompareCartsAsync(IReadOnlyCollection<LoadOrder> orders)
    {
        var kept = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(orders.Where(order => order.Result is not null), async (order, _) =>
        {
            if ((await load.CartOfAsync(order)).Items.Count > 0)
                kept.Add($"Ordered, and still in the cart of {order.UserId}.");
        });
        return kept;
    }

    // Duplicates differ, too.
    private static IEnumerable<string> Differences(IEnumerable<string> left, IEnumerable<string> right, string leftName, string rightName)
    {
        var (inLeft, inRight) = (left.CountBy(line => line).ToDictionary(), right.CountBy(line => line).ToDictionary());
        return inLeft.Keys.Union(inRight.Keys).Where(line => inLeft.GetValueOrDefault(line) != inRight.GetValueOrDefault(line))
            .Select(line => $"{inLeft.GetValueOrDefault(line)} × in {leftName}, {inRight.GetValueOrDefault(line)} × in {rightName}: {line}.");
    }

    private async Task<IEnumerable<string>> ListAsync(string database, string sql, string problem) =>
        (await TextsAsync(database, sql)).Select(line => $"{problem}: {line}.");

    private async Task<IReadOnlyList<string>> TextsAsync(string database, string sql, params object[] parameters) =>
        [.. (await shop.QueryAllAsync(database, sql, parameters)).Select(line => (string)line)];
}
