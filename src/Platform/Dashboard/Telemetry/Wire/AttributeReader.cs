namespace OtelShop.Dashboard.Telemetry.Wire;

/// <summary>Finds attributes in the bytes of a message.</summary>
internal static class AttributeReader
{
    private const int KeyField = 1;
    private const int ValueField = 2;

    /// <param name="message">A message that has attributes.</param>
    /// <param name="attributesField">The field that they are in.</param>
    /// <param name="key">In UTF-8.</param>
    /// <param name="anyValue">Its value, an AnyValue.</param>
    public static bool TryFind(ReadOnlySpan<byte> message, int attributesField, scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> anyValue)
    {
        var reader = new WireReader(message);
        while (reader.Read())
        {
            if (reader.Field != attributesField || reader.Type != WireType.Bytes)
                continue;
            var pair = new WireReader(reader.Bytes);
            var isIt = key.IsEmpty;
            anyValue = default;
            while (pair.Read())
            {
                if (pair.Field == KeyField)
                    isIt = pair.Bytes.SequenceEqual(key);
                else if (pair.Field == ValueField)
                    anyValue = pair.Bytes;
            }

            if (isIt)
                return true;
        }

        anyValue = default;
        return false;
    }
}
