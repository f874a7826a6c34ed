using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace OtelShop.Flagd.Listeners;

/// <summary>Cross-origin access to evaluation.</summary>
internal static class Cors
{
    private const string Policy = "evaluation";

    public static void AddEvaluationCors(this WebApplicationBuilder builder)
    {
        builder.Services.AddCors();
        builder.Services.AddOptions<CorsOptions>().Configure<IOptions<FlagdOptions>>((cors, flagd) => cors.AddPolicy(Policy, policy => policy
            .WithOrigins(flagd.Value.CorsOrigin.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .WithMethods(HttpMethods.Post)
            .AllowAnyHeader()
            .WithExposedHeaders("ETag")
            .SetPreflightMaxAge(TimeSpan.FromHours(2))));
    }

    /// <summary>Runs before routing, so that preflight requests need no routes.</summary>
    public static void UseEvaluationCors(this WebApplication app) =>
        app.UseWhen(http => Listener.Evaluation.Received(http) || Listener.Ofrep.Received(http), branch => branch.UseCors(Policy));
}
