namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class CollectorCheckTests
{
    private const string Config = """
        receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" } } } }
        processors:
          memory_limiter: { check_interval: 1s, limit_mib: 100 }
          k8sattributes: {}
          tail_sampling: { decision_wait: 10s, policies: [ { name: errors, type: status_code, status_code: { status_codes: [ ERROR ] } } ] }
          batch: {}
        connectors: { spanmetrics: { exemplars: { enabled: true } } }
        exporters: { otlp_grpc: { endpoint: "tempo:4317", sending_queue: { storage: file_storage } } }
        extensions: { health_check: {}, file_storage: { directory: /queue } }
        service:
          extensions: [ health_check, file_storage ]
          pipelines:
            traces: { receivers: [ otlp ], processors: [ memory_limiter, k8sattributes, tail_sampling, batch ], exporters: [ otlp_grpc, spanmetrics ] }
            metrics: { receivers: [ spanmetrics ], processors: [ memory_limiter, batch ], exporters: [ otlp_grpc ] }
        """;

    [Fact]
    public void A_configuration_that_is_wired_passes() => Assert.Empty(CollectorCheck.Check(YamlReader.Read(Config)[0]));

    [Theory]
    [InlineData("receivers: [ otlp ]", "receivers: [ jaeger ]", "pipeline traces: receivers has no jaeger")]
    [InlineData("exporters: [ otlp_grpc, spanmetrics ]", "exporters: [ otlp_grpc ]", "connectors: spanmetrics is no pipeline's exporter")]
    [InlineData("receivers: [ spanmetrics ]", "receivers: [ otlp ]", "connectors: spanmetrics is no pipeline's receiver")]
    [InlineData("metrics: { receivers", "logs: { receivers", "connectors: spanmetrics makes no logs of traces")]
    [InlineData("memory_limiter, k8sattributes,", "k8sattributes, memory_limiter,", "pipeline traces: memory_limiter is not first")]
    [InlineData("k8sattributes, tail_sampling,", "tail_sampling, k8sattributes,", "pipeline traces: k8sattributes comes after tail_sampling")]
    [InlineData("tail_sampling, batch", "batch, tail_sampling", "pipeline traces: nothing batches before the exporters")]
    [InlineData("processors: [ memory_limiter, batch ]", "processors: [ memory_limiter, tail_sampling, batch ]", "pipeline metrics: tail_sampling takes no metrics")]
    [InlineData("tail_sampling, batch ]", "batch ]", "processors: tail_sampling is in no pipeline")]
    [InlineData("otlp_grpc: { endpoint", "otlp_http: { endpoint: a }, otlp_grpc: { endpoint", "exporters: otlp_http is in no pipeline")]
    [InlineData("limit_mib", "limit", "processors: memory_limiter has no option limit")]
    [InlineData("status_codes: [", "codes: [", "processors: tail_sampling has no option policies.0.status_code.codes.0")]
    [InlineData("type: status_code", "type: latency", "processors: tail_sampling: the policy errors has no latency")]
    [InlineData("spanmetrics: {", "countmetrics: {", "connectors: countmetrics is of no known type")]
    [InlineData("[ health_check, file_storage ]", "[ health_check ]", "the storage file_storage is not started")]
    [InlineData("[ health_check, file_storage ]", "[ file_storage ]", "service: health_check is not started")]
    [InlineData("traces: { receivers", "spans: { receivers", "pipeline spans: there is no such signal")]
    public void A_fault_is_named(string old, string replacement, string fault)
    {
        Assert.Contains(old, Config, StringComparison.Ordinal);

        Assert.Contains(fault, CollectorCheck.Check(YamlReader.Read(Config.Replace(old, replacement, StringComparison.Ordinal))[0]));
    }

    [Fact]
    public void A_second_configuration_replaces_lists_and_adds_to_maps()
    {
        var merged = CollectorCheck.Merge(YamlReader.Read("{ a: { list: [ 1, 2 ], kept: 1 } }")[0], YamlReader.Read("{ a: { list: [ 3 ], added: 2 } }")[0]);

        Assert.Equal("""{"a":{"list":[3],"kept":1,"added":2}}""", merged.ToJsonString());
    }
}
