using OtelShop.Hosting.Monitoring.Dashboards.Grafana;
using static OtelShop.Hosting.Monitoring.Dashboards.Grafana.Panel;

namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Messages: how many wait, how long sending and handling take, which are given up.</summary>
internal static class KafkaDashboard
{
    public const string Name = "kafka";

    private const string Topic = "messaging_destination_name";
    private const string Group = "messaging_consumer_group_name";

    public static Dashboard Of(MonitoredShop shop)
    {
        var ofTopic = $"{shop.JobMatcher},{Topic}=~\"$topic\"";
        return new Dashboard(Name, "Kafka", "Lag, durations, rates and dead letters.", Lag(ofTopic), Durations(ofTopic), Rates(ofTopic), Server())
        {
            Variables = [new LabelVariable("topic", "Topic", $"messaging_client_sent_messages_total{{{shop.JobMatcher}}}", Topic)],
            Annotations = Shared.Changes(shop),
            Links = [new("Golden signals", GoldenSignalsDashboard.Name), new("Traces", TracesDashboard.Name)],
        };
    }

    private static Section Lag(string ofTopic) => new("Waiting messages",
        Line.OfValues(
            Value("Waiting", "Messages that no consumer has handled yet.", Units.Count, $"sum(messaging_kafka_consumer_lag{{{ofTopic}}})").Limits(100, 1000),
            Value("Sent", "Per second.", Units.PerSecond, PromQl.Rate("messaging_client_sent_messages_total", ofTopic, "")),
            Value("Handled", "Per second, in all groups.", Units.PerSecond, PromQl.Rate("messaging_client_consumed_messages_total", ofTopic, "")),
            Value("Dead letters", "Messages that were given up in the selected time.", Units.Count, $"{PromQl.Increase("messaging_kafka_consumer_dead_letters_total", ofTopic, "")} or vector(0)").Limits(1, 10)),
        Line.Of(
            Graph("Lag by group", "A group whose lag grows handles fewer messages than are sent.", Units.Count,
                new PromQuery($"sum by ({Group}, {Topic}) (messaging_kafka_consumer_lag{{{ofTopic}}})", $"{{{{{Group}}}}} of {{{{{Topic}}}}}")).Limits(100, 1000),
            Graph("Lag by partition", "One partition alone means one message that fails again and again.", Units.Count,
                new PromQuery($"sum by ({Group}, messaging_destination_partition_id) (messaging_kafka_consumer_lag{{{ofTopic}}})", $"{{{{{Group}}}}} partition {{{{messaging_destination_partition_id}}}}")),
            Graph("Time to catch up", "Lag by the rate of handling.", Units.Seconds,
                new PromQuery($"sum by ({Group}) (messaging_kafka_consumer_lag{{{ofTopic}}}) / (sum by ({Group}) (rate(messaging_client_consumed_messages_total{{{ofTopic}}}[{PromQl.Window}])) > 0)", $"{{{{{Group}}}}}")).Limits(60, 300)));

    private static Section Durations(string ofTopic) => new("Durations",
        Line.Of(
            Graph("Sending, P95", "Up to the broker's acknowledgement; dots are traces.", Units.Seconds,
                new PromQuery(PromQl.Quantile(0.95, "messaging_client_operation_duration_seconds", ofTopic, $"job, {Topic}"), $"{{{{job}}}} to {{{{{Topic}}}}}") { HasExemplars = true }).ByService(),
            Graph("Handling, P95", "One attempt to handle a message; dots are traces.", Units.Seconds,
                new PromQuery(PromQl.Quantile(0.95, "messaging_process_duration_seconds", ofTopic, $"job, {Topic}"), $"{{{{job}}}} of {{{{{Topic}}}}}") { HasExemplars = true }).ByService()));

    private static Section Rates(string ofTopic) => new("Rates",
        Line.Of(
            Graph("Sent", "By service and topic.", Units.PerSecond, new PromQuery(PromQl.Rate("messaging_client_sent_messages_total", ofTopic, $"job, {Topic}"), $"{{{{job}}}} to {{{{{Topic}}}}}")).ByService(),
            Graph("Handled", "By group and topic.", Units.PerSecond, new PromQuery(PromQl.Rate("messaging_client_consumed_messages_total", ofTopic, $"{Group}, {Topic}"), $"{{{{{Group}}}}} of {{{{{Topic}}}}}"))),
        Line.Of(
            Graph("Failed", "Attempts to send or handle that failed, by error.", Units.PerSecond,
                new PromQuery(PromQl.Rate("messaging_client_sent_messages_total", $"{ofTopic},error_type!=\"\"", "job, error_type"), "send: {{job}} {{error_type}}"),
                new PromQuery(PromQl.Rate("messaging_client_consumed_messages_total", $"{ofTopic},error_type!=\"\"", "job, error_type"), "handle: {{job}} {{error_type}}")).ByService(),
            Graph("Dead letters", "Messages that a group gave up: see docs/dead-letters.md.", Units.PerSecond,
                new PromQuery(PromQl.Rate("messaging_kafka_consumer_dead_letters_total", ofTopic, $"{Group}, error_type"), $"{{{{{Group}}}}} {{{{error_type}}}}")).Limits(0.01, 0.1)));

    private static Section Server() => new("Broker",
        Line.Of(
            Graph("Brokers", "Brokers that the exporter reaches.", Units.Count, new PromQuery("sum(kafka_brokers)", "brokers")),
            Graph("Offsets", "Messages that arrive, by topic, as the broker counts them.", Units.PerSecond, new PromQuery($"sum by (topic) (rate(kafka_topic_partition_current_offset[{PromQl.Window}]))", "{{topic}}")),
            Graph("Lag as the broker sees it", "By committed offsets; it stays when a consumer is gone.", Units.Count, new PromQuery("sum by (consumergroup, topic) (kafka_consumergroup_lag)", "{{consumergroup}} of {{topic}}")).Limits(100, 1000),
            Graph("Partitions without all replicas", "Above zero data is less safe than it should be.", Units.Count, new PromQuery("sum by (topic) (kafka_topic_partition_under_replicated_partition)", "{{topic}}")).Limits(1, 2)));
}
