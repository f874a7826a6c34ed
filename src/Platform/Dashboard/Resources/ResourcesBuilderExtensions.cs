using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace OtelShop.Dashboard.Resources;

internal static class ResourcesBuilderExtensions
{
    public static void AddResources(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResourceBoard>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ResourceBoard>());
        builder.Services.AddSingleton<ErrorCounts>();
        builder.Services.AddSingleton<CommandOutcomes>();
        // Who runs no resources commands none.
        if (builder.Services.Any(service => service.ServiceType == typeof(IResourceSource)))
            builder.Services.AddSingleton<ResourceCommands>();
    }

    public static void MapResources(this WebApplication app)
    {
        if (app.Services.GetService<ResourceCommands>() is not { } commands)
            return;
        app.MapPost(ResourceCommands.Path, ([FromForm] string run, [FromForm] string? back, CancellationToken cancellationToken) =>
            commands.RunAsync(run, back, cancellationToken));
        app.MapGet("/resource/{name}/env", (string name, ResourceBoard board) => board.Find(name) is { } resource
            ? Results.File(Encoding.UTF8.GetBytes(EnvironmentFile.Write(resource)), "text/plain; charset=utf-8", $"{resource.Name}.env")
            : Results.NotFound());
    }
}
