using System.Diagnostics;

namespace OtelShop.Frontends.Visitors;

/// <summary>The visitor of a page: a random id, which is the key of the cart, and the currency of the prices.</summary>
internal sealed class Visitor(IHttpContextAccessor accessor)
{
    public const string CookieName = "otelshop-session";
    private const string DefaultCurrency = "USD";
    private bool _isChanged;

    public string UserId { get; private set; } = "";

    public string Currency { get; private set; } = DefaultCurrency;

    /// <summary>Reads the visitor from the cookie; replaces a missing or invalid one.</summary>
    public void Recognise(HttpContext context)
    {
        if (context.Items[typeof(Visitor)] is Visitor known)
        {
            // An error page has a separate service scope, but the same visitor.
            (UserId, Currency) = (known.UserId, known.Currency);
            return;
        }

        context.Items[typeof(Visitor)] = this;
        if (!TryRead(context.Request.Cookies[CookieName]))
        {
            UserId = Guid.NewGuid().ToString();
            Remember(context);
        }

        FrontendTelemetry.DescribeVisitor(Activity.Current, UserId, Currency);
    }

    public void Select(string currency)
    {
        Currency = currency;
        Remember(accessor.HttpContext!);
    }

    private bool TryRead(string? cookie)
    {
        if (cookie?.Split('.') is not [var id, [_, _, _] currency] || !Guid.TryParseExact(id, "D", out _) || !currency.All(char.IsAsciiLetterUpper)) { return false; }
        (UserId, Currency) = (id, currency);
        return true;
    }

    private void Remember(HttpContext context)
    {
        if (_isChanged) { return; }
        _isChanged = true;
        // Set the cookie last, because an error page clears earlier headers.
        context.Response.OnStarting(() =>
        {
            context.Response.Cookies.Append(CookieName, $"{UserId}.{Currency}", new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(30),
            });
            return Task.CompletedTask;
        });
    }
}
