namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>How protobuf writes a field.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
