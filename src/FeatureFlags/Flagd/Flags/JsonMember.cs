namespace OtelShop.Flagd.Flags;

/// <summary>Position of an object's member or an array's element in the bytes of a document.</summary>
/// <param name="Name">Null for an array element.</param>
/// <param name="Start">First byte of the name or the element.</param>
/// <param name="Value">Bytes of the value.</param>
internal readonly record struct JsonMember(string? Name, int Start, Range Value);
