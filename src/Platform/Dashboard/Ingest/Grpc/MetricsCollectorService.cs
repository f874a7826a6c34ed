using Grpc.Core;

namespace OtelShop.Dashboard.Ingest.Grpc;

[BindServiceMethod(typeof(MetricsCollectorService), nameof(Bind))]
internal sealed class MetricsCollectorService(OtlpInlet inlet) : CollectorService(OtlpSignal.Metrics, inlet)
{
    public static void Bind(ServiceBinderBase binder, MetricsCollectorService? service) => binder.AddMethod(MethodOf(OtlpSignal.Metrics), service is null ? null : service.Export);
}
