using System.Globalization;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

/// <summary>The checkout form as submitted. Field names equal the JSON paths of /api/checkout, so backend errors map to fields.</summary>
public sealed class CheckoutForm
{
    private const int MaxLength = 200;

    private readonly Dictionary<string, string> _values = new()
    {
        [CheckoutFields.Email] = "someone@example.com",
        [CheckoutFields.StreetAddress] = "1600 Amphitheatre Parkway",
        [CheckoutFields.City] = "Mountain View",
        [CheckoutFields.State] = "CA",
        [CheckoutFields.Country] = "United States",
        [CheckoutFields.ZipCode] = "94043",
        [CheckoutFields.CardNumber] = "4432-8015-6152-0454",
        [CheckoutFields.Cvv] = "672",
        [CheckoutFields.ExpirationMonth] = "1",
        [CheckoutFields.ExpirationYear] = "2030",
    };

    private readonly Dictionary<string, string> _errors = [];

    /// <summary>A new form, filled with the demo's buyer.</summary>
    public CheckoutForm()
    {
    }

    public CheckoutForm(IFormCollection sent)
    {
        foreach (var field in _values.Keys) { _values[field] = sent[field].ToString().Trim(); }
    }

    public string this[string field] => _values[field];

    /// <summary>Error that concerns no field of the form.</summary>
    public string? Message { get; private set; }

    public bool IsValid => _errors.Count == 0 && Message is null;

    public string? ErrorOf(string field) => _errors.GetValueOrDefault(field);

    /// <summary>Checks for empty, overlong and non-numeric fields without calling the backend.</summary>
    public void Validate()
    {
        foreach (var (field, value) in _values)
        {
            if (value.Length == 0) { _errors[field] = "Please fill this in."; }
            else if (value.Length > MaxLength) { _errors[field] = $"At most {MaxLength} characters, please."; }
            else if (CheckoutFields.Numbers.Contains(field) && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)) { _errors[field] = "Only digits, please."; }
        }
    }

    /// <summary>Adds errors of the backend. An error without a visible field becomes the message of the form.</summary>
    public void Refuse(string message, IReadOnlyDictionary<string, string[]> fields)
    {
        foreach (var (field, descriptions) in fields.Where(field => _values.ContainsKey(field.Key))) { _errors[field] = string.Join(' ', descriptions); }
        if (_errors.Count == 0 || fields.Keys.Any(field => !_values.ContainsKey(field))) { Message = message; }
    }

    public PlaceOrderRequest ToRequest(string userId, string currency) => new()
    {
        UserId = userId,
        UserCurrency = currency,
        Email = this[CheckoutFields.Email],
        Address = new Address
        {
            StreetAddress = this[CheckoutFields.StreetAddress],
            City = this[CheckoutFields.City],
            State = this[CheckoutFields.State],
            Country = this[CheckoutFields.Country],
            ZipCode = this[CheckoutFields.ZipCode],
        },
        CreditCard = new CreditCardInfo
        {
            CreditCardNumber = this[CheckoutFields.CardNumber],
            CreditCardCvv = Number(CheckoutFields.Cvv),
            CreditCardExpirationMonth = Number(CheckoutFields.ExpirationMonth),
            CreditCardExpirationYear = Number(CheckoutFields.ExpirationYear),
        },
    };

    private int Number(string field) => int.Parse(this[field], NumberStyles.None, CultureInfo.InvariantCulture);
}
