using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard;

/// <summary>Tells failures that whoever starts the dashboard can mend from those that need a stack trace.</summary>
internal static class StartFailure
{
    /// <summary>What to mend. Null when nobody but a developer can.</summary>
    public static string? Explain(Exception error) => error switch
    {
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        // A setting that is no number, no flag or no known mode; the message names it.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } unreadable => unreadable.Message,
        // A port that is taken, or a card that is not there; the message names the address.
        IOException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } unbound => unbound.Message,
        _ => null,
    };
}
