using System.Buffers.Text;
using System.Security.Cryptography;

namespace OtelShop.Frontends.Layout;

/// <summary>Content Security Policy (W3C CSP 3) of the pages: scripts need the nonce of their response, everything else comes from the shop.</summary>
internal static class ContentSecurityPolicy
{
    private const int NonceBytes = 16;

    public static void Apply(HttpContext context)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NonceBytes));
        context.Items[typeof(ContentSecurityPolicy)] = nonce;
        // Set the header last, because an error page clears earlier ones.
        context.Response.OnStarting(() =>
        {
            if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                context.Response.Headers.ContentSecurityPolicy =
                    $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
            }

            return Task.CompletedTask;
        });
    }

    public static string? NonceOf(HttpContext context) => context.Items[typeof(ContentSecurityPolicy)] as string;
}
