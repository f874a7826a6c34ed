using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

/// <summary>
/// Shows confirmed orders to their buyer only. A small protected cookie of the order's page proves to any replica that the order stands;
/// the receipt itself has no limit of size and stays in the memory of the replica that placed the order, as checkout has no call to read it.
/// </summary>
internal sealed class OrderReceipts(IDataProtectionProvider protection) : IDisposable
{
    private const string CookieName = "otelshop-order";
    private const long MostBytes = 16 << 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly IDataProtector _protector = protection.CreateProtector("order-proof");
    private readonly MemoryCache _orders = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public void Keep(HttpContext context, string userId, OrderResult order)
    {
        _orders.Set((userId, order.OrderId), order, new MemoryCacheEntryOptions { Size = order.CalculateSize(), SlidingExpiration = Lifetime });
        context.Response.Cookies.Append(CookieName, _protector.Protect(Proof(userId, order.OrderId)), new CookieOptions
        {
            Path = $"/cart/checkout/{Uri.EscapeDataString(order.OrderId)}",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(30),
        });
    }

    /// <summary>The order; null if another replica has it, or it is no longer kept.</summary>
    public OrderResult? Find(string userId, string orderId) => _orders.Get<OrderResult>((userId, orderId));

    /// <summary>Whether this browser placed the order.</summary>
    public bool IsProven(HttpContext context, string userId, string orderId)
    {
        if (context.Request.Cookies[CookieName] is not { } cookie) { return false; }
        try
        {
            return _protector.Unprotect(cookie) == Proof(userId, orderId);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public void Dispose() => _orders.Dispose();

    private static string Proof(string userId, string orderId) => $"{userId} {orderId}";
}
