namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Reasons in google.rpc.ErrorInfo of a PlaceOrder that fails.</summary>
public static class OrderFailureReasons
{
    /// <summary>With FAILED_PRECONDITION: the idempotency key has an order that was placed with other details.</summary>
    public const string KeyReused = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>With UNAVAILABLE: there is no order, and nothing stays charged.</summary>
    public const string NotPlaced = "ORDER_NOT_PLACED";

    /// <summary>With UNAVAILABLE: the order may be placed. The same request, sent again, finds out.</summary>
    public const string Unknown = "ORDER_UNKNOWN";
}
