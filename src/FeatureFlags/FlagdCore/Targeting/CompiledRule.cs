using System.Text.Json;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>A rule after it was read.</summary>
/// <param name="Node">The rule, or null when it is malformed.</param>
/// <param name="References">The shared rules that it uses, directly or through others; null for one that does not exist.</param>
/// <param name="Size">How many values there are in it, those of shared rules included each time.</param>
/// <param name="Depth">How deep they are nested.</param>
internal sealed record CompiledRule(Node? Node, IReadOnlyDictionary<string, JsonElement?> References, int Size, int Depth);
