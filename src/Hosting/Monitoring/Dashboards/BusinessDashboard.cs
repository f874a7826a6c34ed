using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>What the shop sells, and where it loses customers.</summary>
internal static class BusinessDashboard
{
    public const string Name = "business";

    // Orders and visits of monitoring's own checks are no business.
    private const string Customers = "user_agent_synthetic_type=\"\"";

    private const string Currency = "demo_user_context_selected_currency";

    public static Dashboard Of(MonitoredShop shop) => new(Name, "Business", "Orders, revenue, conversion, payments and fraud.", Summary(), Sales(), Funnel(), Payments(), Catalog())
    {
        Annotations = Shared.Changes(shop),
        Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Feature flags", FeatureFlagsDashboard.Name)],
        From = "now-6h",
    };

    private static Section Summary() => new("In the selected time", Line.OfValues(
        Value("Orders", "Orders placed.", Units.Count, PromQl.Increase("demo_order_placements_total", Customers, "")),
        Value("Revenue", "In US dollars, at the rates of the currency service.", Units.Dollars, PromQl.Increase("demo_order_revenue_usd_total", Customers, "")),
        Value("Failed orders", "Share of attempts to order that fail.", Units.Ratio, FailedOrders(PromQl.Range)).Limits(0.01, 0.05),
        Value("Conversion", "Orders by sessions.", Units.Ratio, $"{PromQl.Increase("demo_order_placements_total", Customers, "")} / ({PromQl.Increase("demo_session_starts_total", Customers, "")} > 0)"),
        Value("Abandoned carts", "Share of carts that were filled but not ordered.", Units.Ratio, Abandoned(PromQl.Range)).Limits(0.7, 0.9),
        Value("Unrefunded orders", "Charged orders that failed and need a refund by hand.", Units.Count, Zero(PromQl.Increase("demo_checkout_unrefunded_orders_total", "", ""))).Limits(1, 5)));

    private static Section Sales() => new("Orders and revenue",
        Line.Of(
            Graph("Orders per minute", "By the currency that the customer selected.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_order_placements_total", Customers, Currency), $"{{{{{Currency}}}}}")),
            Graph("Failed orders per minute", "By reason.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_order_failures_total", Customers, "demo_order_failure_reason"), "{{demo_order_failure_reason}}"))),
        Line.Of(
            Graph("Revenue per minute in US dollars", "All currencies.", Units.Dollars, new PromQuery(PromQl.PerMinute("demo_order_revenue_usd_total", Customers, ""), "revenue")),
            Graph("Revenue per minute by currency", "Each in its own currency: do not add them.", Units.Count, new PromQuery(PromQl.PerMinute("demo_order_revenue_total", Customers, Currency), $"{{{{{Currency}}}}}")),
            Graph("Average order", "In US dollars.", Units.Dollars, new PromQuery($"{PromQl.Rate("demo_order_revenue_usd_total", Customers, "")} / ({PromQl.Rate("demo_order_placements_total", Customers, "")} > 0)", "order"))));

    private static Section Funnel() => new("From visit to order",
        Line.Of(
            Graph("Steps per minute", "Sessions, carts and orders.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("demo_session_starts_total", Customers, ""), "sessions"),
                new PromQuery(PromQl.PerMinute("demo_cart_creations_total", Customers, ""), "carts"),
                new PromQuery(PromQl.PerMinute("demo_cart_checkouts_total", Customers, ""), "ordered carts")),
            Graph("Conversion and abandoned carts", "Over an hour.", Units.Ratio,
                new PromQuery($"sum(increase({Of("demo_order_placements_total")}[1h])) / (sum(increase({Of("demo_session_starts_total")}[1h])) > 0)", "conversion"),
                new PromQuery(Abandoned("1h"), "abandoned carts")) with { Max = 1 }),
        Line.Of(
            Graph("Cart, P95", "Slow carts lose orders.", Units.Seconds,
                new PromQuery(PromQl.Quantile(0.95, "demo_cart_add_item_latency_seconds", "", ""), "add an item"),
                new PromQuery(PromQl.Quantile(0.95, "demo_cart_get_cart_latency_seconds", "", ""), "read")).Limits(0.3, 0.5),
            Graph("Journeys of the browser, P95", "What a visitor with a browser sees, by journey.", Units.Seconds,
                new PromQuery(PromQl.Quantile(0.95, "demo_browser_journey_duration_seconds", "", "demo_browser_journey_name"), "{{demo_browser_journey_name}}"))));

    private static Section Payments() => new("Payments and fraud",
        Line.Of(
            Stack("Payments per minute", "By currency.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_payment_transactions_total", Customers, "demo_payment_currency"), "{{demo_payment_currency}}")),
            Graph("Refunds per minute", "By currency. A refund follows an order that failed after its charge.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_payment_refunds_total", Customers, "demo_payment_currency"), "{{demo_payment_currency}}")),
            Graph("Undelivered messages of orders per minute", "Attempts of the outbox that failed and are repeated.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_checkout_delivery_failures_total", "", "demo_checkout_outbox_kind"), "{{demo_checkout_outbox_kind}}"))),
        Line.Of(
            Graph("Screened orders per minute", "By whether they are suspicious.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_fraud_orders_screened_total", "", "demo_fraud_alert"), "alert: {{demo_fraud_alert}}")),
            Graph("Rules of fraud per minute", "Which rule found something.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_fraud_rule_hits_total", "", "demo_fraud_rule"), "{{demo_fraud_rule}}")),
            Graph("Mails per minute", "Order confirmations, and those that are given up.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("demo_notification_confirmations_total", "", ""), "sent"),
                new PromQuery(PromQl.PerMinute("demo_notification_given_up_total", "", "demo_notification_given_up_reason"), "{{demo_notification_given_up_reason}}"))));

    private static Section Catalog() => new("Ads, recommendations, shipping and flags",
        Line.Of(
            Graph("Ads per minute", "By category.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_ad_served_total", "", "category"), "{{category}}")),
            Graph("Recommended products per minute", "By type.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_recommendation_requests_total", "", "recommendation_type"), "{{recommendation_type}}")),
            Graph("Shipped items and conversions per minute", "Items of orders, and amounts by target currency.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("demo_shipping_items_shipped_total", "", ""), "shipped items"),
                new PromQuery(PromQl.PerMinute("demo_exchange_conversions_total", "", "demo_exchange_to"), "to {{demo_exchange_to}}")),
            Graph("Evaluations of flags per minute", "By flag and variant.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("feature_flag_evaluation_success_total", "", "feature_flag_key, feature_flag_result_variant"), "{{feature_flag_key}}: {{feature_flag_result_variant}}"))));

    private static string Of(string counter) => $"{counter}{{{Customers}}}";

    private static string FailedOrders(string window) =>
        $"(sum(increase({Of("demo_order_failures_total")}[{window}])) or vector(0)) / ((sum(increase({Of("demo_order_failures_total")}[{window}])) or vector(0)) + sum(increase({Of("demo_order_placements_total")}[{window}])) > 0)";

    private static string Abandoned(string window) => $"clamp_min(1 - sum(increase({Of("demo_cart_checkouts_total")}[{window}])) / (sum(increase({Of("demo_cart_creations_total")}[{window}])) > 0), 0)";

    private static string Zero(string expression) => $"{expression} or vector(0)";
}
