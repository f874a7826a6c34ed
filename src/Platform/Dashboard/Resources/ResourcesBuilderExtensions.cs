namespace OtelShop.Dashboard.Resources;

internal static class ResourcesBuilderExtensions
{
    public static void AddResources(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResourceBoard>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ResourceBoard>());
    }
}
