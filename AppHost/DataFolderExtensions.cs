namespace Aspire.Hosting;

/// <summary>Says where a service keeps files of its own.</summary>
internal static class DataFolderExtensions
{
    /// <summary>Run here, a service's files lie with the shop's other data. Published, a volume takes their place.</summary>
    /// <param name="service">The service.</param>
    /// <param name="variable">The environment variable that tells it the folder.</param>
    /// <param name="folder">The folder's name below the shop's data.</param>
    public static IResourceBuilder<ProjectResource> WithDataFolder(this IResourceBuilder<ProjectResource> service, string variable, string folder)
    {
        var shop = service.ApplicationBuilder;
        return shop.ExecutionContext.IsRunMode
            ? service.WithEnvironment(variable, Path.Combine(shop.Configuration["AppHost:DataDirectory"] ?? ".otelshop", folder))
            : service;
    }
}
