using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf.Reflection;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>Turns the JSON of a message into its binary encoding, in one pass and without making the message.</summary>
internal sealed class OtlpJsonReader(PooledBytes output)
{
    /// <summary>Messages within messages. What is deeper could not be read as binary either.</summary>
    private const int DeepestMessage = 100;

    /// <summary>Each message may stand in an array.</summary>
    private const int DeepestJson = 2 * DeepestMessage;

    /// <summary>Of a place that is named in a complaint, in characters.</summary>
    private const int LongestPlace = 200;

    private static readonly UTF8Encoding Utf8Text = new(encoderShouldEmitUTF8Identifier: true);

    private readonly WireOutput _wire = new(output);
    private readonly Stack<(JsonField Field, int Index)> _path = [];
    private int _depth;

    /// <exception cref="OtlpJsonException">It is no JSON of that message.</exception>
    public void Read(ReadOnlySpan<byte> text, JsonMessage type)
    {
        if (text.StartsWith(Utf8Text.Preamble))
            text = text[Utf8Text.Preamble.Length..];
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestJson });
        try
        {
            json.Read();
            ReadMessage(ref json, type);
            json.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is how the reader reports half of a surrogate pair.
            throw new OtlpJsonException($"{Where(json.TokenStartIndex)}: {error.Message}", error);
        }
    }

    private void ReadMessage(ref Utf8JsonReader json, JsonMessage type)
    {
        Expect(ref json, JsonTokenType.StartObject, "an object");
        if (++_depth > DeepestMessage)
            throw Wrong(ref json, $"is more than {DeepestMessage} messages deep");
        var seen = 0UL;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (type.Find(ref json) is not { } field)
            {
                json.Skip();
                continue;
            }

            _path.Push((field, -1));
            if ((seen & field.Bit) != 0)
                throw Wrong(ref json, "is given twice");
            seen |= field.Bit;
            json.Read();
            if (json.TokenType != JsonTokenType.Null)
            {
                if ((seen & field.ChoiceBit) != 0)
                    throw Wrong(ref json, "is given beside another of which only one can be");
                seen |= field.ChoiceBit;
                ReadField(ref json, field);
            }

            _path.Pop();
        }

        _depth--;
    }

    private void ReadField(ref Utf8JsonReader json, JsonField field)
    {
        if (!field.Descriptor.IsRepeated)
        {
            _wire.WriteVarint(field.Tag);
            ReadValue(ref json, field);
            return;
        }

        Expect(ref json, JsonTokenType.StartArray, "an array");
        if (field.IsPacked)
            _wire.WriteVarint(field.Tag);
        var start = output.Length;
        for (var index = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; index++)
        {
            _path.Pop();
            _path.Push((field, index));
            if (!field.IsPacked)
                _wire.WriteVarint(field.Tag);
            ReadValue(ref json, field);
        }

        if (field.IsPacked)
            _wire.EndLength(start);
    }

    private void ReadValue(ref Utf8JsonReader json, JsonField field)
    {
        switch (field.Type)
        {
            case FieldType.Message:
                var start = output.Length;
                ReadMessage(ref json, field.Message);
                _wire.EndLength(start);
                break;
            case FieldType.String:
                ReadText(ref json);
                break;
            case FieldType.Bytes:
                ReadBytes(ref json, field);
                break;
            case FieldType.Bool:
                if (json.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                    throw Wrong(ref json, "must be true or false");
                _wire.WriteVarint(json.GetBoolean() ? 1UL : 0UL);
                break;
            case FieldType.Enum:
                _wire.WriteVarint((ulong)(long)ReadEnum(ref json, field));
                break;
            case FieldType.Double:
                _wire.WriteFixed64(BitConverter.DoubleToUInt64Bits(JsonNumbers.TryReadDouble(ref json, out var real) ? real : throw Wrong(ref json, "must be a number")));
                break;
            default:
                ReadInteger(ref json, field.Type);
                break;
        }
    }

    private void ReadInteger(ref Utf8JsonReader json, FieldType type)
    {
        switch (type)
        {
            case FieldType.Int64:
                _wire.WriteVarint((ulong)Signed(ref json, long.MinValue, long.MaxValue));
                break;
            case FieldType.Int32:
                _wire.WriteVarint((ulong)Signed(ref json, int.MinValue, int.MaxValue));
                break;
            case FieldType.SInt32:
                var zigzag = (int)Signed(ref json, int.MinValue, int.MaxValue);
                _wire.WriteVarint((uint)((zigzag << 1) ^ (zigzag >> 31)));
                break;
            case FieldType.SFixed64:
                _wire.WriteFixed64((ulong)Signed(ref json, long.MinValue, long.MaxValue));
                break;
            case FieldType.Fixed64:
                _wire.WriteFixed64(Unsigned(ref json, ulong.MaxValue));
                break;
            case FieldType.Fixed32:
                _wire.WriteFixed32((uint)Unsigned(ref json, uint.MaxValue));
                break;
            case FieldType.UInt64:
                _wire.WriteVarint(Unsigned(ref json, ulong.MaxValue));
                break;
            case FieldType.UInt32:
                _wire.WriteVarint(Unsigned(ref json, uint.MaxValue));
                break;
            default:
                throw new NotSupportedException($"OTLP has no field of type {type}.");
        }
    }

    private void ReadText(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.String, "a text");
        var text = json.ValueSpan;
        if (!json.ValueIsEscaped)
        {
            if (!Utf8.IsValid(text))
                throw Wrong(ref json, "is not valid UTF-8");
            _wire.WriteBytes(text);
            return;
        }

        var start = output.Length;
        output.Advance(json.CopyString(output.GetSpan(text.Length)));
        _wire.EndLength(start);
    }

    private void ReadBytes(ref Utf8JsonReader json, JsonField field)
    {
        Expect(ref json, JsonTokenType.String, field.IsHexadecimal ? "a text of hexadecimal digits" : "a base64 text");
        var text = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan;
        var start = output.Length;
        var target = output.GetSpan(text.Length);
        if (field.IsHexadecimal)
        {
            if (Convert.FromHexString(text, target, out _, out var written) != System.Buffers.OperationStatus.Done)
                throw Wrong(ref json, "must be hexadecimal digits, two for each byte");
            output.Advance(written);
        }
        else
        {
            output.Advance(Base64Text.TryDecode(text, target, out var written) ? written : throw Wrong(ref json, "is not base64"));
        }

        _wire.EndLength(start);
    }

    private int ReadEnum(ref Utf8JsonReader json, JsonField field)
    {
        if (json.TokenType != JsonTokenType.String)
            return (int)Signed(ref json, int.MinValue, int.MaxValue);
        return field.Descriptor.EnumType.FindValueByName(json.GetString())?.Number ?? throw Wrong(ref json, $"must be a number or a name of {field.Descriptor.EnumType.Name}");
    }

    private long Signed(ref Utf8JsonReader json, long least, long most) =>
        JsonNumbers.TryReadInt64(ref json, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(ref json, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}"));

    private ulong Unsigned(ref Utf8JsonReader json, ulong most) =>
        JsonNumbers.TryReadUInt64(ref json, out var number) && number <= most
            ? number
            : throw Wrong(ref json, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from 0 to {most}"));

    private void Expect(ref Utf8JsonReader json, JsonTokenType type, string what)
    {
        if (json.TokenType != type)
            throw Wrong(ref json, $"must be {what}");
    }

    private OtlpJsonException Wrong(ref Utf8JsonReader json, string complaint) => new($"{Where(json.TokenStartIndex)} {complaint}.");

    private string Where(long position)
    {
        var place = new StringBuilder();
        foreach (var (field, index) in _path.Reverse())
        {
            place.Append(place.Length > 0 ? "." : "").Append(field.Name);
            if (index >= 0)
                place.Append(CultureInfo.InvariantCulture, $"[{index}]");
            if (place.Length <= LongestPlace)
                continue;
            place.Append('…');
            break;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(place.Length > 0 ? place : "The request")} (byte {position})");
    }
}
