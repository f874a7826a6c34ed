using Oteldemo;

namespace OtelShop.Payments.Charges;

internal sealed record Refund(Guid RefundId, Money Amount);
