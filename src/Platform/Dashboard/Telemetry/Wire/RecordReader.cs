using Google.Protobuf;

namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>Walks the spans of a TracesData or the log records of a LogsData. Both are wrapped alike: by resource, then by scope.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> data)
{
    public const int ByResourceField = 1;
    public const int ResourceField = 1;
    public const int ByScopeField = 2;
    public const int ScopeField = 1;
    public const int RecordField = 2;

    private WireReader _data = new(data);
    private WireReader _byResource;
    private WireReader _byScope;

    /// <summary>Who sent <see cref="Record"/>.</summary>
    public ReadOnlySpan<byte> Resource { get; private set; }

    /// <summary>Instrumentation scope of <see cref="Record"/>.</summary>
    public ReadOnlySpan<byte> Scope { get; private set; }

    public ReadOnlySpan<byte> Record { get; private set; }

    /// <summary>True when <see cref="Resource"/> has been read since the record before.</summary>
    public bool IsNewResource { get; private set; }

    /// <summary>True when <see cref="Scope"/> has been read since the record before.</summary>
    public bool IsNewScope { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidProtocolBufferException">It is not what it should be.</exception>
    public bool Read()
    {
        (IsNewResource, IsNewScope) = (false, false);
        while (true)
        {
            if (_byScope.Read())
            {
                if (!IsMessage(_byScope, RecordField))
                    continue;
                Record = _byScope.Bytes;
                return true;
            }

            if (_byResource.Read())
            {
                if (!IsMessage(_byResource, ByScopeField))
                    continue;
                // Fields may stand in any order: the scope is looked for before its records are read.
                Scope = WireReader.Find(_byResource.Bytes, ScopeField);
                _byScope = new(_byResource.Bytes);
                IsNewScope = true;
            }
            else if (_data.Read())
            {
                if (!IsMessage(_data, ByResourceField))
                    continue;
                Resource = WireReader.Find(_data.Bytes, ResourceField);
                _byResource = new(_data.Bytes);
                IsNewResource = true;
            }
            else
            {
                return false;
            }
        }
    }

    private static bool IsMessage(in WireReader reader, int field) => reader.Field == field && reader.Type == WireType.Bytes;
}
