namespace OtelShop.Carts;

internal static partial class CartLog
{
    [LoggerMessage(1, LogLevel.Information, "Changing {demo.product.id} by {demo.product.quantity} in the cart of {user.id}", EventName = "cart.add_item")]
    public static partial void AddingItem(
        this ILogger logger, [TagName("user.id")] string userId, [TagName("demo.product.id")] string productId,
        [TagName("demo.product.quantity")] int quantity);

    [LoggerMessage(2, LogLevel.Information, "Reading the cart of {user.id}", EventName = "cart.get")]
    public static partial void ReadingCart(this ILogger logger, [TagName("user.id")] string userId);

    [LoggerMessage(3, LogLevel.Information, "Emptying the cart of {user.id}", EventName = "cart.empty")]
    public static partial void EmptyingCart(this ILogger logger, [TagName("user.id")] string userId);

    [LoggerMessage(4, LogLevel.Error, "The cart store cannot be reached", EventName = "cart.redis.connection_failed")]
    public static partial void StoreUnavailable(this ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "Emptying the cart of {user.id} fails because cartFailure is on", EventName = "cart.empty_failed")]
    public static partial void EmptyingFails(this ILogger logger, [TagName("user.id")] string userId);

    [LoggerMessage(6, LogLevel.Information, "Removing the items of order {demo.order.id} from the cart of {user.id}", EventName = "cart.remove_ordered")]
    public static partial void RemovingOrdered(this ILogger logger, [TagName("demo.order.id")] string orderId, [TagName("user.id")] string userId);

    [LoggerMessage(7, LogLevel.Information, "Setting {demo.product.id} to {demo.product.quantity} in the cart of {user.id}", EventName = "cart.set_item")]
    public static partial void SettingItem(
        this ILogger logger, [TagName("user.id")] string userId, [TagName("demo.product.id")] string productId,
        [TagName("demo.product.quantity")] int quantity);
}
