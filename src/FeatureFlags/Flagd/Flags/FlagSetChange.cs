using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Notification that the flags were replaced.</summary>
/// <param name="Before">Flags served before.</param>
/// <param name="Now">Flags served now.</param>
internal sealed record FlagSetChange(FlagSet Before, FlagSet Now);
