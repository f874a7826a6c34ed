using Google.Protobuf.WellKnownTypes;

namespace OtelShop.Flagd.Evaluation;

/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Data">Null where the type says it all.</param>
internal readonly record struct FlagEvent(string Type, Struct? Data = null);
