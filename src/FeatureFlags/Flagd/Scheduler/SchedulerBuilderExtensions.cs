namespace OtelShop.Flagd.Scheduler;

internal static class SchedulerBuilderExtensions
{
    /// <summary>Add after the flags: hosted services stop in reverse order, so that the scheduler can still restore flags.</summary>
    public static void AddScheduler(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FaultStore>();
        builder.Services.AddSingleton<FaultScheduler>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FaultScheduler>());
    }
}
