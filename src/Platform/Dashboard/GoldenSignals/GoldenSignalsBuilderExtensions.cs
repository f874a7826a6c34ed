namespace OtelShop.Dashboard.GoldenSignals;

internal static class GoldenSignalsBuilderExtensions
{
    public static void AddGoldenSignals(this WebApplicationBuilder builder) => builder.Services.AddSingleton<SignalsSource>();

    /// <summary>A service's page.</summary>
    public static string PageOf(string service) => $"/signals/resource/{Uri.EscapeDataString(service)}";
}
