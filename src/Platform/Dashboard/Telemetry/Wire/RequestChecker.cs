using System.Text.Unicode;
using Google.Protobuf;

namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>Looks at every byte of a request before anything of it is kept.</summary>
internal sealed class RequestChecker(TelemetryLimitOptions limits)
{
    // Google.Protobuf reads messages 100 deep; these will be wrapped three deep when they are read again.
    private const int MaxDepth = 90;

    /// <param name="data">TracesData or LogsData.</param>
    /// <param name="record">What its records are.</param>
    /// <exception cref="InvalidProtocolBufferException">It is not that.</exception>
    public RequestOutline Check(ReadOnlySpan<byte> data, WireMessage record)
    {
        var (resources, records, fits) = (0, 0, true);
        var reader = new RecordReader(data);
        while (reader.Read())
        {
            if (reader.IsNewResource)
            {
                resources++;
                fits &= Fits(reader.Resource, WireMessage.Resource, 0);
            }

            if (reader.IsNewScope)
                fits &= Fits(reader.Scope, WireMessage.Scope, 0);
            records++;
            fits &= Fits(reader.Record, record, 0);
        }

        return new(resources, records, data.Length, fits);
    }

    /// <summary>False when something is more or longer than is kept, or is not the text that it should be.</summary>
    private bool Fits(ReadOnlySpan<byte> message, WireMessage kind, int depth)
    {
        if (depth > MaxDepth)
            Malformed.Throw();
        var (attributes, events, fits) = (0, 0, true);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Type != WireType.Bytes)
                continue;
            var child = WireSchema.Of(kind, reader.Field);
            switch (child)
            {
                case WireMessage.Opaque:
                    fits &= reader.Bytes.Length <= limits.MaxAttributeLength;
                    continue;
                case WireMessage.Text:
                    fits &= reader.Bytes.Length <= limits.MaxAttributeLength && Utf8.IsValid(reader.Bytes);
                    continue;
                case WireMessage.KeyValue when kind != WireMessage.KeyValueList:
                    attributes++;
                    break;
                case WireMessage.SpanEvent:
                    events++;
                    break;
                default:
                    break;
            }

            fits &= Fits(reader.Bytes, child, depth + 1);
        }

        return fits & attributes <= limits.MaxAttributeCount & events <= limits.MaxSpanEventCount;
    }
}
