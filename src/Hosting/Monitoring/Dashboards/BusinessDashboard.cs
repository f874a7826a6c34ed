using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>What the shop sells, and where it loses customers.</summary>
internal static class BusinessDashboard
{
    public const string Name = "business";

    private const string Currency = "demo_user_context_selected_currency";

    public static Dashboard Of(MonitoredShop shop)
    {
        var all = shop.JobMatcher;
        // Orders and visits of monitoring's own checks are no business.
        var customers = $"{all},user_agent_synthetic_type=\"\"";
        return new Dashboard(Name, "Business", "Orders, revenue, conversion, payments and fraud.", Summary(customers, all), Sales(customers), Funnel(customers, all), Payments(customers, all), Catalog(all))
        {
            Annotations = Shared.Changes(shop),
            Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Feature flags", FeatureFlagsDashboard.Name)],
            From = "now-6h",
        };
    }

    private static Section Summary(string customers, string all) => new("In the selected time", Line.OfValues(
        Value("Orders", "Orders placed.", Units.Count, PromQl.Increase("demo_order_placements_total", customers, "")),
        Value("Revenue", "In US dollars, at the rates of the currency service.", Units.Dollars, PromQl.Increase("demo_order_revenue_usd_total", customers, "")),
        Value("Failed orders", "Share of attempts to order that fail.", Units.Ratio, FailedOrders(customers, PromQl.Range)).Limits(0.01, 0.05),
        Value("Conversion", "Orders by sessions.", Units.Ratio, $"{PromQl.Increase("demo_order_placements_total", customers, "")} / ({PromQl.Increase("demo_session_starts_total", customers, "")} > 0)"),
        Value("Abandoned carts", "Share of carts that were filled but not ordered.", Units.Ratio, Abandoned(customers, PromQl.Range)).Limits(0.7, 0.9),
        Value("Unrefunded orders", "Charged orders that failed and need a refund by hand.", Units.Count, Zero(PromQl.Increase("demo_checkout_unrefunded_orders_total", all, ""))).Limits(1, 5)));

    private static Section Sales(string customers) => new("Orders and revenue",
        Line.Of(
            Graph("Orders per minute", "By the currency that the customer selected.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_order_placements_total", customers, Currency), $"{{{{{Currency}}}}}")),
            Graph("Failed orders per minute", "By reason.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_order_failures_total", customers, "demo_order_failure_reason"), "{{demo_order_failure_reason}}"))),
        Line.Of(
            Graph("Revenue per minute in US dollars", "All currencies.", Units.Dollars, new PromQuery(PromQl.PerMinute("demo_order_revenue_usd_total", customers, ""), "revenue")),
            Graph("Revenue per minute by currency", "Each in its own currency: do not add them.", Units.Count, new PromQuery(PromQl.PerMinute("demo_order_revenue_total", customers, Currency), $"{{{{{Currency}}}}}")),
            Graph("Average order", "In US dollars.", Units.Dollars, new PromQuery($"{PromQl.Rate("demo_order_revenue_usd_total", customers, "")} / ({PromQl.Rate("demo_order_placements_total", customers, "")} > 0)", "order"))));

    private static Section Funnel(string customers, string all) => new("From visit to order",
        Line.Of(
            Graph("Steps per minute", "Sessions, carts and orders.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("demo_session_starts_total", customers, ""), "sessions"),
                new PromQuery(PromQl.PerMinute("demo_cart_creations_total", customers, ""), "carts"),
                new PromQuery(PromQl.PerMinute("demo_cart_checkouts_total", customers, ""), "ordered carts")),
            Graph("Conversion and abandoned carts", "Over an hour.", Units.Ratio,
                new PromQuery($"sum(increase(demo_order_placements_total{{{customers}}}[1h])) / (sum(increase(demo_session_starts_total{{{customers}}}[1h])) > 0)", "conversion"),
                new PromQuery(Abandoned(customers, "1h"), "abandoned carts")) with { Max = 1 }),
        Line.Of(
            Graph("Cart, P95", "Slow carts lose orders.", Units.Seconds,
                new PromQuery(PromQl.Quantile(0.95, "demo_cart_add_item_latency_seconds", all, ""), "add an item"),
                new PromQuery(PromQl.Quantile(0.95, "demo_cart_get_cart_latency_seconds", all, ""), "read")).Limits(0.3, 0.5),
            Graph("Journeys of the browser, P95", "What a visitor with a browser sees, by journey.", Units.Seconds,
                new PromQuery(PromQl.Quantile(0.95, "demo_browser_journey_duration_seconds", all, "demo_browser_journey_name"), "{{demo_browser_journey_name}}"))));

    private static Section Payments(string customers, string all) => new("Payments and fraud",
        Line.Of(
            Stack("Payments per minute", "By currency.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_payment_transactions_total", customers, "demo_payment_currency"), "{{demo_payment_currency}}")),
            Graph("Refunds per minute", "By currency. A refund follows an order that failed after its charge.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_payment_refunds_total", customers, "demo_payment_currency"), "{{demo_payment_currency}}")),
            Graph("Undelivered messages of orders per minute", "Attempts of the outbox that failed and are repeated.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_checkout_delivery_failures_total", all, "demo_checkout_outbox_kind"), "{{demo_checkout_outbox_kind}}"))),
        Line.Of(
            Graph("Screened orders per minute", "By whether they are suspicious.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_fraud_orders_screened_total", all, "demo_fraud_alert"), "alert: {{demo_fraud_alert}}")),
            Graph("Rules of fraud per minute", "Which rule found something.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_fraud_rule_hits_total", all, "demo_fraud_rule"), "{{demo_fraud_rule}}")),
            Graph("Mails per minute", "Order confirmations, and those that are given up.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("demo_notification_confirmations_total", all, ""), "sent"),
                new PromQuery(PromQl.PerMinute("demo_notification_given_up_total", all, "demo_notification_given_up_reason"), "{{demo_notification_given_up_reason}}"))));

    private static Section Catalog(string all) => new("Ads, recommendations, shipping and flags",
        Line.Of(
            Graph("Ads per minute", "By category.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_ad_served_total", all, "category"), "{{category}}")),
            Graph("Recommended products per minute", "By type.", Units.PerMinute, new PromQuery(PromQl.PerMinute("demo_recommendation_requests_total", all, "recommendation_type"), "{{recommendation_type}}")),
            Graph("Shipped items and conversions per minute", "Items of orders, and amounts by target currency.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("demo_shipping_items_shipped_total", all, ""), "shipped items"),
                new PromQuery(PromQl.PerMinute("demo_exchange_conversions_total", all, "demo_exchange_to"), "to {{demo_exchange_to}}")),
            Graph("Evaluations of flags per minute", "By flag and variant.", Units.PerMinute,
                new PromQuery(PromQl.PerMinute("feature_flag_evaluation_success_total", all, "feature_flag_key, feature_flag_result_variant"), "{{feature_flag_key}}: {{feature_flag_result_variant}}"))));

    private static string FailedOrders(string customers, string window) =>
        $"(sum(increase(demo_order_failures_total{{{customers}}}[{window}])) or vector(0)) / ((sum(increase(demo_order_failures_total{{{customers}}}[{window}])) or vector(0)) + sum(increase(demo_order_placements_total{{{customers}}}[{window}])) > 0)";

    private static string Abandoned(string customers, string window) => $"clamp_min(1 - sum(increase(demo_cart_checkouts_total{{{customers}}}[{window}])) / (sum(increase(demo_cart_creations_total{{{customers}}}[{window}])) > 0), 0)";

    private static string Zero(string expression) => $"{expression} or vector(0)";
}
