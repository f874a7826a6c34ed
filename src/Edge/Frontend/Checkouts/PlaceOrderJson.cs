using System.Text.Json;
using System.Text.Json.Serialization;
using OtelShop.Contracts;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

internal sealed record PlaceOrderJson(string? UserId, string? Email, AddressJson? Address, string? UserCurrency, CreditCardJson? CreditCard)
{
    public PlaceOrderRequest ToRequest(string idempotencyKey) => new()
    {
        UserId = UserId ?? "",
        UserCurrency = UserCurrency ?? "",
        Email = Email ?? "",
        Address = Address?.ToAddress(),
        CreditCard = CreditCard?.ToCreditCard(),
        IdempotencyKey = idempotencyKey,
    };
}

internal sealed record CreditCardJson(string? CreditCardNumber, CardCodeJson? CreditCardCvv, int? CreditCardExpirationYear, int? CreditCardExpirationMonth)
{
    public CreditCardInfo ToCreditCard() => new()
    {
        CreditCardNumber = CreditCardNumber ?? "",
        CreditCardCvv = CreditCardCvv switch
        {
            { Number: { } number } => number,
            { Text: { } text } => CardCode.Read(text, CreditCardNumber ?? ""),
            _ => CardCode.Invalid,
        },
        CreditCardExpirationYear = CreditCardExpirationYear ?? 0,
        CreditCardExpirationMonth = CreditCardExpirationMonth ?? 0,
    };
}

/// <summary>A card's code as a number, which has lost its leading zeros, or as text; neither for any other JSON.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record CardCodeJson(int? Number, string? Text)
{
    internal sealed class Converter : JsonConverter<CardCodeJson>
    {
        public override CardCodeJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number) { return new CardCodeJson(reader.TryGetInt32(out var number) ? number : null, null); }
            if (reader.TokenType == JsonTokenType.String) { return new CardCodeJson(null, reader.GetString()); }
            reader.Skip();
            return new CardCodeJson(null, null);
        }

        public override void Write(Utf8JsonWriter writer, CardCodeJson value, JsonSerializerOptions options) => throw new NotSupportedException("Card codes are read only.");
    }
}
