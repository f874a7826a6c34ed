using Grpc.Core;

namespace OtelShop.Dashboard.Ingest.Grpc;

[BindServiceMethod(typeof(LogsCollectorService), nameof(Bind))]
internal sealed class LogsCollectorService(OtlpInlet inlet) : CollectorService(OtlpSignal.Logs, inlet)
{
    public static void Bind(ServiceBinderBase binder, LogsCollectorService? service) => binder.AddMethod(MethodOf(OtlpSignal.Logs), service is null ? null : service.Export);
}
