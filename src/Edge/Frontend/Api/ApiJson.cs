using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Checkouts;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Products;
using OtelShop.Frontends.Suggestions;

namespace OtelShop.Frontends.Api;

/// <summary>JSON of the routes below /api.</summary>
[JsonSerializable(typeof(ProductJson[]))]
[JsonSerializable(typeof(AdJson[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(CartJson))]
[JsonSerializable(typeof(CartItemJson[]))]
[JsonSerializable(typeof(AddToCartJson))]
[JsonSerializable(typeof(EmptyCartJson))]
[JsonSerializable(typeof(PlaceOrderJson))]
[JsonSerializable(typeof(OrderJson))]
[JsonSerializable(typeof(AddressJson))]
[JsonSerializable(typeof(MoneyJson))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    // Compat: numbers may be strings ("quantity":"3") and strings numbers ("zipCode":94043), and replies escape only what JSON requires, as JavaScript does.
    public static ApiJson Shapes { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NumberAsText() },
    });

    /// <summary>Reads a number as it is written.</summary>
    private sealed class NumberAsText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Number
            ? Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)
            : reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
