namespace OtelShop.Frontends.Layout;

/// <summary>303 after a processed form. A target outside the shop redirects to the home page; characters that no header may have are percent-encoded.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var isLocal = path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = isLocal ? string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()))) : "/";
        return Task.CompletedTask;
    }
}
