using System.Globalization;
using System.Text;
using OpenTelemetry.Proto.Common.V1;

namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>An AnyValue that is read from its bytes.</summary>
internal readonly ref struct RawAnyValue
{
    private const int StringField = 1;
    private const int BoolField = 2;
    private const int IntField = 3;
    private const int DoubleField = 4;

    private readonly ReadOnlySpan<byte> _value;
    private readonly int _field;
    private readonly ulong _number;
    private readonly ReadOnlySpan<byte> _bytes;

    public RawAnyValue(ReadOnlySpan<byte> value)
    {
        _value = value;
        var reader = new WireReader(value);
        while (reader.Read())
        {
            _field = reader.Field;
            _number = reader.Number;
            _bytes = reader.Bytes;
        }
    }

    public bool IsString => _field == StringField;

    public bool IsInteger => _field == IntField;

    public bool IsDouble => _field == DoubleField;

    /// <summary>A string's content.</summary>
    public ReadOnlySpan<byte> Utf8 => _bytes;

    public long Integer => (long)_number;

    public double Double => BitConverter.UInt64BitsToDouble(_number);

    /// <summary>As <see cref="AnyValueText"/> writes it.</summary>
    public override string ToString() => _field switch
    {
        StringField => Encoding.UTF8.GetString(_bytes),
        BoolField => _number == 0 ? "false" : "true",
        IntField => Integer.ToString(CultureInfo.InvariantCulture),
        DoubleField => Double.ToString(CultureInfo.InvariantCulture),
        _ => AnyValueText.Of(AnyValue.Parser.ParseFrom(_value)),
    };
}
