namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Consumers that fall behind, and work that only people can finish.</summary>
internal static class ConsumerRules
{
    private const int MaxLag = 500;
    private const int MaxAgeSeconds = 600;
    private const string Consumers = "job, messaging_consumer_group_name, messaging_destination_name";
    private const string Dashboard = "/d/otelshop-kafka";
    private const string Consumer = "{{ $labels.service }} ({{ $labels.messaging_destination_name }})";
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    public static RuleGroup Of(MonitoredShop shop, RuleSpeed speed)
    {
        var lag = $"sum by ({Consumers}) (messaging_kafka_consumer_lag{{{shop.JobMatcher}}})";
        return new RuleGroup("consumers", RuleSpeed.Text(speed.Interval),
        [
            Rule.Recording(Series.ConsumerLag, lag),
            // Little's law: what waits, divided by how fast it leaves.
            Rule.Recording(Series.ConsumerAge, $"({Series.ConsumerLag} > 0)\n/ sum by ({Consumers}) (rate(messaging_client_consumed_messages_total{{{shop.JobMatcher},error_type=\"\"}}[{speed.Window(FiveMinutes)}]))\nor ({Series.ConsumerLag} == 0)"),
            Alert("ConsumerLagHigh", speed).When(
                Owned($"{Series.ConsumerLag} > {MaxLag}"),
                $"{Consumer} has not read {{{{ $value | humanize }}}} messages",
                $"{{{{ $value | humanize }}}} messages of {{{{ $labels.messaging_destination_name }}}} wait for {{{{ $labels.service }}}}; the autoscaler should keep it below {MaxLag}."),
            Alert("ConsumerBehind", speed).When(
                Owned($"{Series.ConsumerAge} > {speed.Scaled(MaxAgeSeconds)}"),
                $"{Consumer} is behind by {{{{ $value | humanizeDuration }}}}",
                "At its current speed {{ $labels.service }} needs {{ $value | humanizeDuration }} for the messages that wait. +Inf means that it reads none."),
        ]);
    }

    public static RuleGroup WorkOf(MonitoredShop shop, RuleSpeed speed)
    {
        var rules = new List<Rule>();
        void Add(string service, Severity severity, string alert, string metric, string summary, string description)
        {
            if (shop.Services.FirstOrDefault(other => other.Name == service) is { } owner)
                rules.Add(new AlertRule(alert, "orders", "/d/otelshop-business", severity, AlertKind.Work) { Owner = owner.Owner, Service = service }.When(Counter.Happened($"{metric}{{job=\"{shop.JobOf(service)}\"}}", speed.Window(TimeSpan.FromHours(1))), summary, description));
        }

        Add("checkout", Severity.Page, "OrderUnrefunded", "demo_checkout_unrefunded_orders_total",
            "A charged order cannot be refunded", "{{ $value }} orders failed after their charge and could not be refunded within the last hour. A person has to refund them.");
        Add("checkout", Severity.Ticket, "EventDeliveryFailing", "demo_checkout_delivery_failures_total",
            "Events of orders are not delivered", "{{ $value }} attempts to deliver an event of an order failed within the last hour. The outbox tries again; accounting and fraud detection wait.");
        Add("email", Severity.Ticket, "ConfirmationGivenUp", "demo_notification_given_up_total",
            "A buyer gets no confirmation", "{{ $value }} confirmations were given up within the last hour. Their orders stand.");
        return new RuleGroup("orders", RuleSpeed.Text(speed.Interval), rules);
    }

    private static AlertRule Alert(string name, RuleSpeed speed) => new(name, "consumers", Dashboard, Severity.Ticket, AlertKind.Symptom) { For = speed.Wait(FiveMinutes) };

    private static string Owned(string expression) => $"({expression})\n* on (job) group_left (service, owner) {Series.ServiceInfo}";
}
