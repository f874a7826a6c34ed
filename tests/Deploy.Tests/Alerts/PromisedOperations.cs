using System.Globalization;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>What services promise, written by hand: what rules made of the app model are held against.</summary>
/// <param name="Service">Name of the service.</param>
/// <param name="Owner">Its team.</param>
/// <param name="Operation">Read, write or process.</param>
/// <param name="Metric">Histogram that measures it.</param>
/// <param name="Labels">Labels of one of its requests.</param>
/// <param name="Failure">Label that a failed request has beside them.</param>
internal sealed record PromisedOperation(string Service, string Owner, string Operation, string Metric, string Labels, string Failure)
{
    public static IReadOnlyList<PromisedOperation> All { get; } =
    [
        Process("accounting", "payments"),
        Grpc("ad", "storefront", "read", "AdService/GetAds"),
        Grpc("cart", "ordering", "read", "CartService/GetCart"),
        Grpc("cart", "ordering", "write", "CartService/AddItem"),
        Grpc("checkout", "ordering", "read", "CheckoutService/ListOrders"),
        Grpc("checkout", "ordering", "write", "CheckoutService/PlaceOrder"),
        Grpc("currency", "ordering", "read", "CurrencyService/Convert"),
        Grpc("email", "ordering", "write", "EmailService/SendOrderConfirmation"),
        Process("fraud-detection", "payments"),
        Http("frontend", "storefront", "read", "GET"),
        Http("frontend", "storefront", "write", "POST"),
        Http("frontend-proxy", "storefront", "read", "GET"),
        Http("frontend-proxy", "storefront", "write", "POST"),
        Http("image-provider", "storefront", "read", "GET"),
        Grpc("payment", "payments", "write", "PaymentService/Charge"),
        Grpc("product-catalog", "catalog", "read", "ProductCatalogService/GetProduct"),
        Grpc("quote", "ordering", "read", "QuoteService/CalculateQuote"),
        Grpc("recommendation", "storefront", "read", "RecommendationService/ListRecommendations"),
        Grpc("shipping", "ordering", "read", "ShippingService/GetQuote"),
        Grpc("shipping", "ordering", "write", "ShippingService/ShipOrder"),
    ];

    /// <summary>What is measured of each, and the share of requests that may be bad.</summary>
    public static IReadOnlyList<(string Name, double Budget)> Indicators { get; } = [("availability", 0.001), ("latency_p95", 0.05), ("latency_p99", 0.01)];

    /// <summary>Series of a test: rates a minute over phases of some length.</summary>
    /// <param name="requests">Requests of an interval.</param>
    /// <param name="phases">Number of intervals, and the multiple of each budget that is bad in them.</param>
    public IEnumerable<(string Series, string Values)> Series(double requests, params (int Intervals, double Burn)[] phases)
    {
        yield return Counter("_count", "", phases.Select(phase => (phase.Intervals, requests * (1 - (0.001 * phase.Burn)))));
        yield return Counter("_count", $",{Failure}", phases.Select(phase => (phase.Intervals, requests * 0.001 * phase.Burn)));
        yield return Counter("_bucket", ",le=\"0.5\"", phases.Select(phase => (phase.Intervals, requests * (1 - (0.05 * phase.Burn)))));
        yield return Counter("_bucket", ",le=\"1\"", phases.Select(phase => (phase.Intervals, requests * (1 - (0.01 * phase.Burn)))));
    }

    private (string Series, string Values) Counter(string suffix, string matcher, IEnumerable<(int Intervals, double Step)> phases)
    {
        // Near zero, a rate is extrapolated less.
        var (value, texts) = (1e6, new List<string>());
        foreach (var (intervals, step) in phases)
        {
            texts.Add(string.Create(CultureInfo.InvariantCulture, $"{value:0.######}+{step:0.######}x{intervals - 1}"));
            value += step * intervals;
        }

        return ($"{Metric}{suffix}{{job=\"otelshop/{Service}\",instance=\"{Service}-1\",{Labels}{matcher}}}", string.Join(' ', texts));
    }

    private static PromisedOperation Grpc(string service, string owner, string operation, string method) =>
        new(service, owner, operation, "rpc_server_call_duration_seconds", $"rpc_method=\"oteldemo.{method}\"", "error_type=\"UNAVAILABLE\"");

    private static PromisedOperation Http(string service, string owner, string operation, string method) =>
        new(service, owner, operation, "http_server_request_duration_seconds", $"http_request_method=\"{method}\",http_route=\"/{{**path}}\"", "http_response_status_code=\"503\"");

    private static PromisedOperation Process(string service, string owner) =>
        new(service, owner, "process", "messaging_process_duration_seconds", "messaging_destination_name=\"orders\"", "error_type=\"Timeout\"");
}
