using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>What the SDK's own extension methods extend; OpenTelemetry.Extensions.Hosting would bring one.</summary>
internal sealed class TelemetryBuilder(IServiceCollection services) : IOpenTelemetryBuilder
{
    public IServiceCollection Services { get; } = services;
}
