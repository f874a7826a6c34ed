using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Security;

/// <summary>
/// The pages answer only to names that are meant. A public name that somebody pointed at this machine (DNS rebinding) is refused: addresses, names without a dot and names
/// below localhost cannot be pointed anywhere by a stranger.
/// </summary>
internal sealed class KnownHosts(IOptions<FlagdOptions> options, BrowserToken token, ListenerAddresses addresses)
{
    private readonly string? _public = options.Value.PublicUrl is { Length: > 0 } url ? new Uri(url).Host : null;

    /// <summary>Whoever listens on every address is meant under every name, as long as a token keeps strangers out.</summary>
    public bool Knows(HostString host) =>
        !host.Host.Contains('.')
        || IPAddress.TryParse(host.Host.Trim('[', ']'), out _)
        || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || string.Equals(host.Host, _public, StringComparison.OrdinalIgnoreCase)
        || (token.IsNeeded && addresses.IsEverywhere(Listener.Pages));

    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (!Listener.Pages.Received(context) || context.RequestServices.GetRequiredService<KnownHosts>().Knows(context.Request.Host))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("The flag daemon does not answer under this name. Set Flagd:PublicUrl if it should.", context.RequestAborted);
    });
}
