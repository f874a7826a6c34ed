using Grpc.Core;

namespace OtelShop.Dashboard.Ingest.Grpc;

[BindServiceMethod(typeof(TraceCollectorService), nameof(Bind))]
internal sealed class TraceCollectorService(OtlpInlet inlet) : CollectorService(OtlpSignal.Traces, inlet)
{
    public static void Bind(ServiceBinderBase binder, TraceCollectorService? service) => binder.AddMethod(MethodOf(OtlpSignal.Traces), service is null ? null : service.Export);
}
