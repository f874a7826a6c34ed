using System.Text;

namespace OtelShop.Frontends.Layout;

/// <summary>Replaces NUL in submitted forms by U+FFFD, which the form refuses beside its field: ASP.NET Core refuses the whole form.</summary>
internal static class FormCharacters
{
    public static async Task ReplaceNulAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.HasFormContentType && context.Request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var form = await reader.ReadToEndAsync(context.RequestAborted);
            context.Request.Body = new MemoryStream(Encoding.Latin1.GetBytes(form.Replace("%00", "%EF%BF%BD", StringComparison.Ordinal)));
        }

        await next(context);
    }
}
