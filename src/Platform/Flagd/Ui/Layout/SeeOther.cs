namespace OtelShop.Flagd.Ui.Layout;

/// <summary>303: the form is done, look there.</summary>
internal sealed class SeeOther(string path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Addresses.OrHome(path);
        return Task.CompletedTask;
    }
}
