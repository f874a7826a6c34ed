using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>The flags were replaced.</summary>
/// <param name="Before">What was served until then.</param>
/// <param name="Now">What is served from then on.</param>
internal sealed record FlagSetChange(FlagSet Before, FlagSet Now);
