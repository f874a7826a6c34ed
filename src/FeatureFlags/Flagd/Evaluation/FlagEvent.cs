using Google.Protobuf.WellKnownTypes;

namespace OtelShop.Flagd.Evaluation;

/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Data">Null if the type needs no data.</param>
internal readonly record struct FlagEvent(string Type, Struct? Data = null);
