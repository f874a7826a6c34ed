namespace OtelShop.Flagd.Flags;

internal static class FlagsBuilderExtensions
{
    public static void AddFlags(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FlagStore>();
        builder.Services.AddHostedService<FlagFile>();
    }
}
