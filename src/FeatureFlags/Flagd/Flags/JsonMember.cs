namespace OtelShop.Flagd.Flags;

/// <summary>Where a member of an object, or an element of an array, stands in the bytes of a document.</summary>
/// <param name="Name">Null for an element of an array.</param>
/// <param name="Start">First byte: of the name, or of the element.</param>
/// <param name="Value">The bytes of the value.</param>
internal readonly record struct JsonMember(string? Name, int Start, Range Value);
