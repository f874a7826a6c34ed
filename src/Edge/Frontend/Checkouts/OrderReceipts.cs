using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

/// <summary>
/// Keeps a confirmed order in a protected cookie that the browser sends only to the order's page: any replica can show the
/// confirmation again, to its buyer only.
/// </summary>
internal sealed class OrderReceipts(IDataProtectionProvider protection)
{
    private const string CookieName = "otelshop-order";
    private readonly IDataProtector _protector = protection.CreateProtector("order-receipt");

    public void Keep(HttpContext context, OrderResult order) =>
        context.Response.Cookies.Append(CookieName, WebEncoders.Base64UrlEncode(_protector.Protect(order.ToByteArray())), new CookieOptions
        {
            Path = PathOf(order.OrderId),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(30),
        });

    /// <summary>The order of this id, or null if this browser did not place it.</summary>
    public OrderResult? Find(HttpContext context, string orderId)
    {
        if (context.Request.Cookies[CookieName] is not { } cookie) { return null; }
        try
        {
            var order = OrderResult.Parser.ParseFrom(_protector.Unprotect(WebEncoders.Base64UrlDecode(cookie)));
            return order.OrderId == orderId ? order : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string PathOf(string orderId) => $"/cart/checkout/{Uri.EscapeDataString(orderId)}";
}
