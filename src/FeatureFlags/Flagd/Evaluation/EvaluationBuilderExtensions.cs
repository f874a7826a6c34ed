using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Evaluation;

internal static class EvaluationBuilderExtensions
{
    public static void AddEvaluation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EvaluationTelemetry>();
        builder.Services.AddSingleton<Evaluator>();
        builder.Services.AddSingleton<FlagEvents>();
    }

    /// <summary>Runs before routing: early flagd providers use the former package name of version 1. The messages are identical.</summary>
    public static void UseFormerNames(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/schema.v1.Service", out var method))
            http.Request.Path = "/flagd.evaluation.v1.Service" + method;
        return next(http);
    });

    public static void MapEvaluation(this WebApplication app)
    {
        // Connect and gRPC-Web share the paths; the content type tells the routes apart.
        var grpc = new ContentTypes("application/grpc", "application/grpc+proto");
        app.MapGrpcService<EvaluationV2Service>().At(Listener.Evaluation).WithMetadata(grpc);
        app.MapGrpcService<EvaluationV1Service>().At(Listener.Evaluation).WithMetadata(grpc);
    }
}
