namespace OtelShop.Flagd.Scheduler;

internal static class SchedulerBuilderExtensions
{
    /// <summary>After the flags: what is added later is stopped earlier, and what it switched it switches back while the flags can still be written.</summary>
    public static void AddScheduler(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FaultScheduler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FaultScheduler>());
    }
}
