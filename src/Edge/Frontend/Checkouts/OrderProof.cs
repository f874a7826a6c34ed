using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OtelShop.Frontends.Layout;

namespace OtelShop.Frontends.Checkouts;

/// <summary>A protected cookie of the order's page that confirms the order to its buyer while checkout cannot show it.</summary>
internal sealed class OrderProof(IDataProtectionProvider protection)
{
    private const string CookieName = "otelshop-order";
    private readonly IDataProtector _protector = protection.CreateProtector("order-proof");

    public void Keep(HttpContext context, string userId, string orderId) => context.Response.Cookies.Append(
        CookieName, _protector.Protect(Proof(userId, orderId)), PageCookies.Options(context, $"/cart/checkout/{Uri.EscapeDataString(orderId)}"));

    /// <summary>Whether this browser placed the order.</summary>
    public bool IsGiven(HttpContext context, string userId, string orderId)
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

    private static string Proof(string userId, string orderId) => $"{userId} {orderId}";
}
