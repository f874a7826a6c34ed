using System.Diagnostics;
using System.Security.Cryptography;
using OtelShop.Frontends.Layout;

namespace OtelShop.Frontends.Visitors;

/// <summary>
/// The visitor of a page: an id, which is the key of the cart, and the currency of the prices. The id is the hash of the cookie's random key: it
/// stands in telemetry, and a reader of telemetry must not become the visitor.
/// </summary>
internal sealed class Visitor(IHttpContextAccessor accessor, FrontendTelemetry telemetry)
{
    public const string CookieName = "otelshop-session";
    private const string DefaultCurrency = "USD";
    private Guid _key;
    private bool _isChanged;

    public string UserId { get; private set; } = "";

    public string Currency { get; private set; } = DefaultCurrency;

    /// <summary>Whether this request is the visitor's first, so that no service knows them yet.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Reads the visitor from the cookie; replaces a missing or invalid one.</summary>
    public void Recognise(HttpContext context)
    {
        if (context.Items[typeof(Visitor)] is Visitor known)
        {
            // An error page has a separate service scope, but the same visitor.
            (_key, UserId, Currency, IsNew) = (known._key, known.UserId, known.Currency, known.IsNew);
            return;
        }

        context.Items[typeof(Visitor)] = this;
        if (!TryRead(context.Request.Cookies[CookieName]))
        {
            (_key, IsNew) = (Guid.NewGuid(), true);
            telemetry.SessionStarted();
            Remember(context);
        }

        UserId = IdOf(_key);
        FrontendTelemetry.DescribeVisitor(Activity.Current, UserId, Currency);
    }

    public void Select(string currency)
    {
        Currency = currency;
        Remember(accessor.HttpContext!);
    }

    private bool TryRead(string? cookie)
    {
        if (cookie?.Split('.') is not [var text, [_, _, _] currency] || !Guid.TryParseExact(text, "D", out var key) || !currency.All(char.IsAsciiLetterUpper)) { return false; }
        (_key, Currency) = (key, currency);
        return true;
    }

    /// <summary>A UUID of version 8 (RFC 9562, section 5.8): the first 122 bits of the key's SHA-256.</summary>
    private static string IdOf(Guid key)
    {
        Span<byte> source = stackalloc byte[16], hash = stackalloc byte[SHA256.HashSizeInBytes];
        key.TryWriteBytes(source, bigEndian: true, out _);
        SHA256.HashData(source, hash);
        (hash[6], hash[8]) = ((byte)(0x80 | (hash[6] & 0x0f)), (byte)(0x80 | (hash[8] & 0x3f)));
        return new Guid(hash[..16], bigEndian: true).ToString();
    }

    private void Remember(HttpContext context)
    {
        if (_isChanged) { return; }
        _isChanged = true;
        // Set the cookie last, because an error page clears earlier headers.
        context.Response.OnStarting(() =>
        {
            context.Response.Cookies.Append(CookieName, $"{_key}.{Currency}", PageCookies.Options(context));
            return Task.CompletedTask;
        });
    }
}
