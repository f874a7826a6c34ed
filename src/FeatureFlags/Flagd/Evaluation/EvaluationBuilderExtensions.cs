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

    /// <summary>Before routing: providers of flagd's early days call version 1 by its first name. The messages are the same.</summary>
    public static void UseFormerNames(this WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/schema.v1.Service", out var method))
            http.Request.Path = "/flagd.evaluation.v1.Service" + method;
        return next(http);
    });

    public static void MapEvaluation(this WebApplication app)
    {
        // Connect and gRPC-Web have routes of the same paths, and content types of their own.
        var grpc = new ContentTypes("application/grpc", "application/grpc+proto");
        app.MapGrpcService<EvaluationV2Service>().At(Listener.Evaluation).WithMetadata(grpc);
        app.MapGrpcService<EvaluationV1Service>().At(Listener.Evaluation).WithMetadata(grpc);
    }
}
