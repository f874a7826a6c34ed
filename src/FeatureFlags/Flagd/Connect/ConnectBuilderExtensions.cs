using Grpc.Core;
using OtelShop.Flagd.Evaluation;
using OtelShop.Flagd.Listeners;
using V1 = Flagd.Evaluation.V1;
using V2 = Flagd.Evaluation.V2;

namespace OtelShop.Flagd.Connect;

internal static class ConnectBuilderExtensions
{
    /// <summary>Path under which the shop's proxy exposes evaluation to browsers.</summary>
    private const string BrowserPath = "/flagservice";

    /// <summary>Runs before routing: strips the proxy's prefix from the path.</summary>
    public static void UseBrowserPath(this WebApplication app) => app.UsePathBase(BrowserPath);

    /// <summary>Maps evaluation over the protocols of browsers: Connect (connectrpc.com/docs/protocol) and gRPC-Web.</summary>
    public static void MapConnect(this WebApplication app)
    {
        Map<EvaluationV1Service>(app, V1.Service.BindService);
        Map<EvaluationV2Service>(app, V2.Service.BindService);
    }

    private static void Map<TService>(WebApplication app, Action<ServiceBinderBase, TService> bind)
    {
        var binder = new ConnectBinder(app, app.Services.GetRequiredService<TimeProvider>());
        bind(binder, ActivatorUtilities.CreateInstance<TService>(app.Services));
        foreach (var route in binder.Mapped)
            route.At(Listener.Evaluation);
    }
}
