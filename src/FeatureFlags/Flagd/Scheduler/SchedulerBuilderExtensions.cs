namespace OtelShop.Flagd.Scheduler;

internal static class SchedulerBuilderExtensions
{
    /// <summary>After the flags: what is added later is started later and stopped earlier, so that it can switch back whenever it has to.</summary>
    public static void AddScheduler(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FaultLedger>();
        builder.Services.AddSingleton<FaultScheduler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FaultScheduler>());
    }
}
