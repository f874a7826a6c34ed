namespace OtelShop.Frontends.Checkouts;

/// <summary>Field names of the form, equal to the JSON paths in /api/checkout.</summary>
internal static class CheckoutFields
{
    public const string Email = "email";
    public const string StreetAddress = "address.streetAddress";
    public const string City = "address.city";
    public const string State = "address.state";
    public const string Country = "address.country";
    public const string ZipCode = "address.zipCode";
    public const string CardNumber = "creditCard.creditCardNumber";
    public const string Cvv = "creditCard.creditCardCvv";
    public const string ExpirationMonth = "creditCard.creditCardExpirationMonth";
    public const string ExpirationYear = "creditCard.creditCardExpirationYear";
}
