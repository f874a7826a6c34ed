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
    public const string CurrencyField = "userCurrency";
    public const string CartField = "cartVersion";
    private static readonly CreditCardAttribute CardNumber = new();

    private readonly OrderedDictionary<string, string> _values = new()
    {
        [CheckoutFields.Email] = "someone@example.com",
        [CheckoutFields.StreetAddress] = "1600 Amphitheatre Parkway",
        [CheckoutFields.ZipCode] = "94043",
        [CheckoutFields.City] = "Mountain View",
        [CheckoutFields.State] = "CA",
        [CheckoutFields.Country] = "United States",
        [CheckoutFields.CardNumber] = "4432-8015-6152-0454",
        [CheckoutFields.ExpirationMonth] = "1",
        [CheckoutFields.ExpirationYear] = "2030",
        [CheckoutFields.Cvv] = "672",
    };

    private readonly Dictionary<string, string> _errors = [];

    /// <summary>A new form, filled with the demo's buyer.</summary>
    public CheckoutForm()
    {
    }

    public CheckoutForm(IFormCollection sent)
    {
        foreach (var field in _values.Keys.ToList()) { _values[field] = sent[field].ToString().Trim(); }
        if (Guid.TryParseExact(sent[KeyField], "D", out var key)) { Key = key.ToString(); }
        CartVersion = sent[CartField].ToString();
        Currency = sent[CurrencyField].ToString() is { Length: > 0 } currency ? currency : null;
    }

    /// <summary>The order's idempotency key. A form that is shown again keeps it, so that the next attempt finds an order that stands.</summary>
    public string Key { get; private set; } = Guid.NewGuid().ToString();

    /// <summary>Currency of the prices beside the form that was sent: another tab may have chosen another since. Null for a new form.</summary>
    public string? Currency { get; }

    /// <summary>The <see cref="Carts.VisitorCart.VersionAsync"/> that was shown beside the form; empty for a new form.</summary>
    public string CartVersion { get; } = "";

    public string this[string field] => _values[field];

    /// <summary>Where the order goes.</summary>
    public Address Address => new()
    {
        StreetAddress = this[CheckoutFields.StreetAddress],
        City = this[CheckoutFields.City],
        State = this[CheckoutFields.State],
        Country = this[CheckoutFields.Country],
        ZipCode = this[CheckoutFields.ZipCode],
    };

    /// <summary>What became of the order; null for a new form.</summary>
    public string? Message { get; private set; }

    /// <summary>Whether an order may stand.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    /// <summary>Whether fields have to be corrected before the form is sent to checkout.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>First field with an error, in the order of the form; null if there is none.</summary>
    public string? FirstError => _values.Keys.FirstOrDefault(_errors.ContainsKey);

    public string? ErrorOf(string field) => _errors.GetValueOrDefault(field);

    /// <summary>Checks every field without calling a backend, by the rules of the backends, so that all errors are shown at once.</summary>
    public bool Validate(DateTimeOffset now)
    {
        foreach (var (field, value) in _values)
        {
            if (ErrorIn(field, value) is { } error) { _errors[field] = error; }
        }

        if (ErrorOf(CheckoutFields.ExpirationYear) is null && ErrorOf(CheckoutFields.ExpirationMonth) is null
            && (Number(CheckoutFields.ExpirationYear), Number(CheckoutFields.ExpirationMonth)).CompareTo((now.Year, now.Month)) < 0)
        {
            _errors[CheckoutFields.ExpirationYear] = "This card has expired.";
        }

        if (_errors.Count == 0) { return true; }
        IsIncomplete = true;
        Refuse("Correct the marked fields.");
        return false;
    }

    /// <summary>Refuses what the buyer has not seen: another tab changed the cart.</summary>
    public void RefuseChangedCart() => Refuse("Your cart has changed since this page was shown. Look at it, and press Place order again.");

    /// <summary>Adds the errors of the backend. An error without a visible field becomes the message of the form.</summary>
    internal void Refuse(OrderFailedException failed)
    {
        var error = failed.Error;
        IsOutcomeUnknown = failed.IsOutcomeUnknown;
        // The buyer learns of the first order, so what is sent after that is meant as another one.
        if (error.Reason == OrderFailureReasons.KeyReused) { Key = Guid.NewGuid().ToString(); }
        foreach (var (field, descriptions) in error.Fields.Where(field => _values.ContainsKey(field.Key))) { _errors[field] = string.Join(' ', descriptions); }
        Refuse(error switch
        {
            { Reason: OrderFailureReasons.Unknown } => "We do not know yet whether your order went through. Enter the code of your card and press Place order again: you cannot be charged twice.",
            { Reason: OrderFailureReasons.KeyReused } => "Your order is placed already, with the details that you sent first. You were charged once.",
            { IsFault: true } => "You were not charged: a service of the shop is not available right now. Press Place order to try again.",
            _ when error.Fields.Count > 0 && error.Fields.Keys.All(_values.ContainsKey) => "You were not charged. Correct the marked fields.",
            _ when error.Fields.ContainsKey(CurrencyField) => "You were not charged. Choose another currency: the shop does not take this one.",
            _ => $"You were not charged. {error.Message}",
        });
    }

    /// <param name="userId">The visitor.</param>
    /// <param name="currency">Currency of a form that has none.</param>
    public PlaceOrderRequest ToRequest(string userId, string currency) => new()
    {
        UserId = userId,
        UserCurrency = Currency ?? currency,
        IdempotencyKey = Key,
        Email = this[CheckoutFields.Email],
        Address = Address,
        CreditCard = new CreditCardInfo
        {
            CreditCardNumber = this[CheckoutFields.CardNumber],
            CreditCardCvv = CardCode.Read(this[CheckoutFields.Cvv], this[CheckoutFields.CardNumber]),
            CreditCardExpirationMonth = Number(CheckoutFields.ExpirationMonth),
            CreditCardExpirationYear = Number(CheckoutFields.ExpirationYear),
        },
    };

    private string? ErrorIn(string field, string value) => field switch
    {
        _ when value.Length == 0 => "Fill in this field.",
        _ when !OrderRules.IsText(value) => $"Use at most {OrderRules.MaximumTextLength} characters, without control characters.",
        CheckoutFields.Email when !OrderRules.IsEmailAddress(value) => "Enter an email address, such as name@example.com.",
        CheckoutFields.CardNumber when !CardNumber.IsValid(value) => "Check the card number: a digit is wrong or missing.",
        CheckoutFields.Cvv when CardCode.Read(value, this[CheckoutFields.CardNumber]) == CardCode.Invalid =>
            $"Enter the {CardCode.LengthOf(this[CheckoutFields.CardNumber])} digits printed on the card.",
        CheckoutFields.ExpirationMonth or CheckoutFields.ExpirationYear when !IsNumber(value) => "Use digits only.",
        CheckoutFields.ExpirationMonth when Number(field) is < 1 or > 12 => "Choose a month from 1 to 12.",
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
