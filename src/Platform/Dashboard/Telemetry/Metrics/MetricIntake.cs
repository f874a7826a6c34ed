using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Metrics.V1;
using OpenTelemetry.Proto.Resource.V1;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Walks through one export after another and hands each point to its instrument. The bytes have been found to be well formed before.</summary>
/// <param name="limits">How much to keep.</param>
/// <param name="find">The log of a process.</param>
internal sealed class MetricIntake(TelemetryLimitOptions limits, Func<Resource, ResourceMetricsLog> find)
{
    private const int MaxKnown = 4_096;
    private const int MaxNameLength = 1_024;

    /// <summary>A sender's clock may be ahead by this much.</summary>
    private static readonly long MaxAhead = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(5));

    private readonly DecodedPoint _point = new();
    private readonly Dictionary<byte[], ResourceMetricsLog> _logs = new(BytesComparer.Instance);
    private readonly Dictionary<byte[], string> _texts = new(BytesComparer.Instance);
    private ResourceMetricsLog? _log;
    private long _now;
    private long _lastExport;
    private long _newest;

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Why some were rejected. Null when none were.</summary>
    public string? Problem { get; private set; }

    public void Read(ReadOnlySpan<byte> metricsData, long now)
    {
        (Accepted, Rejected, Problem, _now) = (0, 0, null, now);
        var reader = new WireReader(metricsData);
        while (reader.Read())
        {
            if ((reader.Field, reader.Type) is (1, WireType.Bytes))
                ReadResource(reader.Bytes);
        }
    }

    /// <summary>Must be called when logs have gone.</summary>
    public void Forget() => _logs.Clear();

    private void ReadResource(ReadOnlySpan<byte> message)
    {
        var log = LogOf(WireReader.Find(message, 1));
        _log = log;
        (_lastExport, _newest) = (log?.LastTime ?? 0, 0);
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if ((reader.Field, reader.Type) is (2, WireType.Bytes))
                ReadScope(reader.Bytes);
        }

        if (log is not null)
            log.LastTime = Math.Max(log.LastTime, _newest);
    }

    private ResourceMetricsLog? LogOf(ReadOnlySpan<byte> resource)
    {
        var known = _logs.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(resource, out var log))
            return log;
        try
        {
            log = find(Resource.Parser.ParseFrom(resource));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }

        if (_logs.Count >= MaxKnown)
            _logs.Clear();
        known[resource] = log;
        return log;
    }

    private void ReadScope(ReadOnlySpan<byte> message)
    {
        var meter = TextOf(WireReader.Find(WireReader.Find(message, 1), 1));
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if ((reader.Field, reader.Type) is (2, WireType.Bytes))
                ReadMetric(reader.Bytes, meter);
        }
    }

    private void ReadMetric(ReadOnlySpan<byte> message, string meter)
    {
        ReadOnlySpan<byte> name = [], description = [], unit = [], data = [];
        int dataField = 0;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Type != WireType.Bytes)
                continue;
            switch (reader.Field)
            {
                case 1:
                    name = reader.Bytes;
                    break;
                case 2:
                    description = reader.Bytes;
                    break;
                case 3:
                    unit = reader.Bytes;
                    break;
                case 5 or 7 or 9 or 10 or 11:
                    data = reader.Bytes;
                    dataField = reader.Field;
                    break;
            }
        }

        if (dataField > 0)
            ReadPoints(new(meter, TextOf(name), KindOf(dataField, data), TextOf(unit)), TextOf(description), data);
    }

    private void ReadPoints(InstrumentIdentity identity, string description, ReadOnlySpan<byte> data)
    {
        Instrument? instrument = null;
        var isDelta = identity.Kind is not (InstrumentKind.Gauge or InstrumentKind.Summary) && Number(data, 2) == (ulong)AggregationTemporality.Delta;
        var reader = new WireReader(data);
        while (reader.Read())
        {
            if ((reader.Field, reader.Type) is not (1, WireType.Bytes))
                continue;
            PointDecoder.Read(identity.Kind, reader.Bytes, _point);
            if (_log is null)
            {
                Reject("the resource is not valid UTF-8");
            }
            else if (PointDecoder.Problem(identity.Kind, _point) is { } problem)
            {
                Reject($"{identity.Name}: {problem}");
            }
            else
            {
                instrument ??= _log.Of(identity, limits);
                (instrument.IsDelta, instrument.Description) = (isDelta, description.Length > 0 ? description : instrument.Description);
                Keep(instrument);
            }
        }
    }

    private void Keep(Instrument instrument)
    {
        if (_point.Time <= 0 || _point.Time > _now + MaxAhead)
            _point.Time = _now;
        if (_point.Start < 0 || _point.Start > _point.Time)
            _point.Start = 0;
        // They lie in the order of time: one from far ahead would be the last that is ever taken.
        while (_point.Exemplars is [.., var last] && last.Time > _now + MaxAhead)
            _point.Exemplars.RemoveAt(_point.Exemplars.Count - 1);
        try
        {
            if (instrument.Add(_point, _lastExport, _now) is not { } bytes)
            {
                Reject($"{instrument.Identity.Name} has {Instrument.MaxSeries} series, and no more are kept");
                return;
            }

            _log!.Bytes += bytes;
            _newest = Math.Max(_newest, _point.Time);
            Accepted++;
        }
        catch (InvalidProtocolBufferException)
        {
            Reject($"{instrument.Identity.Name}: an attribute is not valid UTF-8");
        }
    }

    private void Reject(string why)
    {
        Rejected++;
        Problem ??= why;
    }

    private string TextOf(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > MaxNameLength)
            utf8 = utf8[..MaxNameLength];
        var known = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(utf8, out var text))
            return text;
        if (_texts.Count >= MaxKnown)
            _texts.Clear();
        return known[utf8] = Encoding.UTF8.GetString(utf8);
    }

    private static InstrumentKind KindOf(int dataField, ReadOnlySpan<byte> data) => dataField switch
    {
        7 => Number(data, 3) != 0 ? InstrumentKind.Counter : InstrumentKind.UpDownCounter,
        9 => InstrumentKind.Histogram,
        10 => InstrumentKind.ExponentialHistogram,
        11 => InstrumentKind.Summary,
        _ => InstrumentKind.Gauge,
    };

    private static ulong Number(ReadOnlySpan<byte> message, int field)
    {
        ulong found = 0;
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field == field && reader.Type == WireType.Varint)
                found = reader.Number;
        }

        return found;
    }
}
