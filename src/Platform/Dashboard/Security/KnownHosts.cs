using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Listeners;

namespace OtelShop.Dashboard.Security;

/// <summary>
/// Pages answer only to names that are meant: loopback, the addresses that they listen on, the public address. A foreign name that somebody pointed at
/// this machine (DNS rebinding) is refused.
/// </summary>
internal sealed class KnownHosts
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
    private readonly bool _isAnywhere;

    public KnownHosts(IOptions<DashboardOptions> options)
    {
        var frontend = options.Value.Frontend;
        foreach (var url in frontend.EndpointUrls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(frontend.PublicUrl))
        {
            if (string.IsNullOrEmpty(url))
                continue;
            var host = BindingAddress.Parse(url).Host;
            _names.Add(host);
            _isAnywhere |= host is "*" or "+" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
        }
    }

    /// <summary>Whoever listens on every address is meant under every name; its login keeps strangers out.</summary>
    public bool Knows(HostString host) => _isAnywhere || _names.Contains(host.Host);

    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (!Listener.Pages.Received(context) || context.RequestServices.GetRequiredService<KnownHosts>().Knows(context.Request.Host))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("The dashboard does not answer under this name. Set Dashboard:Frontend:PublicUrl if it should.", context.RequestAborted);
    });
}
