namespace OtelShop.Hosting.Monitoring.Dashboards.Grafana;

/// <summary>What Grafana reads at its start: data sources that lead to each other, and the folder of the dashboards. Each profile has the sources of its own backends.</summary>
internal static class Provisioning
{
    // Grafana replaces ${VARIABLES} of its environment; $$ is a dollar sign.
    private static string DataSources(string interval) => $$"""
        apiVersion: 1
        datasources:
          - name: Prometheus
            uid: prometheus
            type: prometheus
            access: proxy
            url: ${PROMETHEUS_URL}
            isDefault: true
            jsonData:
              httpMethod: POST
              timeInterval: {{interval}}
              exemplarTraceIdDestinations:
                - name: trace_id
                  datasourceUid: tempo
                  urlDisplayLabel: Trace
          - name: Tempo
            uid: tempo
            type: tempo
            access: proxy
            url: ${TEMPO_URL}
            jsonData:
              serviceMap:
                datasourceUid: prometheus
              nodeGraph:
                enabled: true
              tracesToLogsV2:
                datasourceUid: loki
                spanStartTimeShift: -5m
                spanEndTimeShift: 5m
                customQuery: true
                query: '{service_namespace="$${__span.tags["service.namespace"]}",service_name="$${__span.tags["service.name"]}"} | trace_id="$${__span.traceId}"'
              tracesToMetrics:
                datasourceUid: prometheus
                spanStartTimeShift: -10m
                spanEndTimeShift: 10m
                tags:
                  - key: service.name
                    value: service
                queries:
                  - name: Calls
                    query: sum by (rpc_method) (rate(rpc_server_call_duration_seconds_count{job="$${__span.tags["service.namespace"]}/$${__span.tags["service.name"]}"}[5m]))
                  - name: Requests
                    query: sum by (http_route) (rate(http_server_request_duration_seconds_count{job="$${__span.tags["service.namespace"]}/$${__span.tags["service.name"]}"}[5m]))
          - name: Loki
            uid: loki
            type: loki
            access: proxy
            url: ${LOKI_URL}
            jsonData:
              derivedFields:
                - name: Trace
                  matcherType: label
                  matcherRegex: trace_id
                  datasourceUid: tempo
                  url: $${__value.raw}
                  urlDisplayLabel: Trace

        """;

    // Containers of a developer have none.
    private const string Alertmanager = """
          - name: Alertmanager
            uid: alertmanager
            type: alertmanager
            access: proxy
            url: ${ALERTMANAGER_URL}
            jsonData:
              implementation: prometheus
              handleGrafanaManagedAlerts: false

        """;

    private const string Providers = """
        apiVersion: 1
        providers:
          - name: otelshop
            folder: OtelShop
            type: file
            disableDeletion: true
            allowUiUpdates: false
            options:
              path: /var/lib/grafana/dashboards

        """;

    public static IEnumerable<(string Path, string Text)> Files() =>
    [
        ("grafana/provisioning/datasources/otelshop.yaml", DataSources("60s") + Alertmanager),
        ("grafana/provisioning/dashboards/otelshop.yaml", Providers),
        ("containers/datasources/otelshop.yaml", DataSources("5s")),
    ];
}
