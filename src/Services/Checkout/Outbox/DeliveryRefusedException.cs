namespace OtelShop.Checkouts.Outbox;

internal sealed class DeliveryRefusedException(string message, Exception inner) : Exception(message, inner);
