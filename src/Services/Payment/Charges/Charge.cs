using Oteldemo;
using OtelShop.Payments.Cards;

namespace OtelShop.Payments.Charges;

/// <summary>A charge about to be made. Of the card only what may be stored is left.</summary>
internal sealed record Charge(Guid TransactionId, string? IdempotencyKey, Money Amount, CardNumber Card);
