using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OtelShop.FaultInjection;

/// <summary>Lets flags break a service: its requests, its calls of other services and its queries.</summary>
public static class FaultInjectionExtensions
{
    /// <summary>Name of the meter that counts injected faults.</summary>
    public const string MeterName = FaultTelemetry.MeterName;

    /// <summary>Adds what injects faults. The service also needs <see cref="UseFaultInjection"/> for its HTTP requests.</summary>
    /// <param name="services">The application's services.</param>
    public static void AddFaultInjection(this IServiceCollection services)
    {
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<FaultTelemetry>();
        services.AddSingleton<FaultFlags>();
        services.AddSingleton<RequestFaults>();
        services.AddSingleton<FaultInterceptor>();
        services.AddSingleton<SlowQueries>();
        services.AddSingleton<SlowCommandInterceptor>();
        services.AddTransient<BlackHoleHandler>();
        services.AddSingleton<FaultPipeline>();
        services.AddSingleton<IStartupFilter>(provider => provider.GetRequiredService<FaultPipeline>());
    }

    /// <summary>Breaks requests of an HTTP client. Add it before service discovery, where a request still names the service that it is meant for.</summary>
    /// <param name="client">The client.</param>
    /// <returns>The client.</returns>
    public static IHttpClientBuilder AddFaultInjection(this IHttpClientBuilder client) => client.AddHttpMessageHandler<BlackHoleHandler>();

    /// <summary>Breaks requests to a service whose address is resolved before they are sent.</summary>
    /// <param name="provider">The application's services.</param>
    /// <param name="service">Name of the service, to which <c>dependency</c> in a flag's targeting refers.</param>
    /// <param name="handler">Sends the requests.</param>
    /// <returns>A handler that sends them unless they get lost.</returns>
    public static HttpMessageHandler InjectFaults(this IServiceProvider provider, string service, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new BlackHoleHandler(provider.GetRequiredService<FaultFlags>(), provider.GetRequiredService<FaultTelemetry>(), provider.GetRequiredService<TimeProvider>())
        {
            Service = service,
            InnerHandler = handler,
        };
    }

    /// <summary>Breaks calls of a gRPC server. Add it after the interceptor that maps exceptions, so that faults are mapped as real failures are.</summary>
    /// <param name="server">The server's options.</param>
    public static void AddFaultInjection(this GrpcServiceOptions server)
    {
        ArgumentNullException.ThrowIfNull(server);
        server.Interceptors.Add<FaultInterceptor>();
    }

    /// <summary>Slows the commands of an EF Core context on PostgreSQL.</summary>
    /// <param name="context">The context's options.</param>
    /// <param name="services">The application's services.</param>
    /// <returns>The options.</returns>
    public static DbContextOptionsBuilder AddFaultInjection(this DbContextOptionsBuilder context, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.AddInterceptors(services.GetRequiredService<SlowCommandInterceptor>());
    }

    /// <summary>Breaks HTTP requests right before their endpoint, wherever in the pipeline this is called.</summary>
    /// <param name="app">The application.</param>
    public static void UseFaultInjection(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Services.GetRequiredService<FaultPipeline>().Application = app;
    }

    /// <summary>Excludes an endpoint, such as a health probe.</summary>
    /// <typeparam name="TBuilder">The kind of endpoint.</typeparam>
    /// <param name="endpoint">The endpoint.</param>
    /// <returns>The endpoint.</returns>
    public static TBuilder DisableFaultInjection<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(FaultInjectionDisabled.Instance);
}
