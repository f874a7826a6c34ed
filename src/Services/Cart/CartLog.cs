namespace OtelShop.Carts;

internal static partial class CartLog
{
    [LoggerMessage(1, LogLevel.Information, "Changing {ProductId} by {Quantity} in the cart of {UserId}", EventName = "cart.add_item")]
    public static partial void AddingItem(this ILogger logger, string userId, string productId, int quantity);

    [LoggerMessage(2, LogLevel.Information, "Reading the cart of {UserId}", EventName = "cart.get")]
    public static partial void ReadingCart(this ILogger logger, string userId);

    [LoggerMessage(3, LogLevel.Information, "Emptying the cart of {UserId}", EventName = "cart.empty")]
    public static partial void EmptyingCart(this ILogger logger, string userId);

    [LoggerMessage(4, LogLevel.Error, "The cart store cannot be reached", EventName = "cart.redis.connection_failed")]
    public static partial void StoreUnavailable(this ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "Emptying the cart of {UserId} fails because cartFailure is on", EventName = "cart.empty_failed")]
    public static partial void EmptyingFails(this ILogger logger, string userId);

    [LoggerMessage(6, LogLevel.Information, "Removing the items of order {OrderId} from the cart of {UserId}", EventName = "cart.remove_ordered")]
    public static partial void RemovingOrdered(this ILogger logger, string orderId, string userId);

    [LoggerMessage(7, LogLevel.Information, "Setting {ProductId} to {Quantity} in the cart of {UserId}", EventName = "cart.set_item")]
    public static partial void SettingItem(this ILogger logger, string userId, string productId, int quantity);
}
