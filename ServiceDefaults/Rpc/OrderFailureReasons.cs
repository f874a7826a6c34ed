namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Reasons in google.rpc.ErrorInfo of a PlaceOrder that answers UNAVAILABLE.</summary>
public static class OrderFailureReasons
{
    /// <summary>There is no order, and nothing stays charged.</summary>
    public const string NotPlaced = "ORDER_NOT_PLACED";

    /// <summary>The order may be placed. The same request, sent again, finds out.</summary>
    public const string Unknown = "ORDER_UNKNOWN";
}
