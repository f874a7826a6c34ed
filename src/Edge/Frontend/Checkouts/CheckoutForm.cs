using System.ComponentModel.DataAnnotations;
using System.Globalization;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults.Rpc;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

/// <summary>The checkout form as submitted. Field names equal the JSON paths of /api/checkout, so backend errors map to fields.</summary>
public sealed class CheckoutForm
{
    public const string KeyField = "idempotencyKey";
    private const string UserCurrency = "userCurrency";
    private static readonly CreditCardAttribute CardNumber = new();

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
        if (Guid.TryParseExact(sent[KeyField], "D", out var key)) { Key = key.ToString(); }
    }

    /// <summary>The order's idempotency key. A form that is shown again keeps it, so that the next attempt finds an order that stands.</summary>
    public string Key { get; } = Guid.NewGuid().ToString();

    public string this[string field] => _values[field];

    /// <summary>What became of the order; null for a new form.</summary>
    public string? Message { get; private set; }

    /// <summary>Whether an order may stand.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    public string? ErrorOf(string field) => _errors.GetValueOrDefault(field);

    /// <summary>Checks every field without calling a backend, by the rules of the backends, so that all errors are shown at once.</summary>
    public bool Validate(DateTimeOffset now)
    {
        foreach (var (field, value) in _values)
        {
            if (ErrorIn(field, value) is { } error) { _errors[field] = error; }
        }

        if (_errors.Count == 0 && (Number(CheckoutFields.ExpirationYear), Number(CheckoutFields.ExpirationMonth)).CompareTo((now.Year, now.Month)) < 0)
        {
            _errors[CheckoutFields.ExpirationYear] = "This card has expired.";
        }

        if (_errors.Count == 0) { return true; }
        Refuse("Nothing was ordered yet. Correct the marked fields.");
        return false;
    }

    /// <summary>Adds the errors of the backend. An error without a visible field becomes the message of the form.</summary>
    internal void Refuse(OrderFailedException failed)
    {
        var error = failed.Error;
        IsOutcomeUnknown = failed.IsOutcomeUnknown;
        foreach (var (field, descriptions) in error.Fields.Where(field => _values.ContainsKey(field.Key))) { _errors[field] = string.Join(' ', descriptions); }
        Refuse(error switch
        {
            { Reason: OrderFailureReasons.Unknown } => "We do not know yet whether your order went through. Press Place order again: you cannot be charged twice.",
            { IsFault: true } => "You were not charged: a service of the shop is not available right now. Press Place order to try again.",
            _ when error.Fields.Count > 0 && error.Fields.Keys.All(_values.ContainsKey) => "You were not charged. Correct the marked fields.",
            _ when error.Fields.ContainsKey(UserCurrency) => "You were not charged. Choose another currency: the shop does not take this one.",
            _ => $"You were not charged. {error.Message}",
        });
    }

    public PlaceOrderRequest ToRequest(string userId, string currency) => new()
    {
        UserId = userId,
        UserCurrency = currency,
        IdempotencyKey = Key,
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

    private static string? ErrorIn(string field, string value) => field switch
    {
        _ when value.Length == 0 => "Fill in this field.",
        _ when !OrderRules.IsText(value) => $"Use at most {OrderRules.MaximumTextLength} characters, without control characters.",
        CheckoutFields.Email when !OrderRules.IsEmailAddress(value) => "Enter an email address, such as name@example.com.",
        CheckoutFields.CardNumber when !CardNumber.IsValid(value) => "Check the card number: a digit is wrong or missing.",
        CheckoutFields.Cvv when value.Length is < 3 or > 4 || !IsNumber(value) => "Enter the three or four digits on the card.",
        CheckoutFields.ExpirationMonth or CheckoutFields.ExpirationYear when !IsNumber(value) => "Use digits only.",
        _ => null,
    };

    private static bool IsNumber(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private int Number(string field) => int.Parse(this[field], NumberStyles.None, CultureInfo.InvariantCulture);

    private void Refuse(string message)
    {
        Message = message;
        // A code may not be stored, not even in a page (PCI DSS 3.3).
        _values[CheckoutFields.Cvv] = "";
        _errors.TryAdd(CheckoutFields.Cvv, "Enter the code again; the shop does not keep it.");
    }
}
