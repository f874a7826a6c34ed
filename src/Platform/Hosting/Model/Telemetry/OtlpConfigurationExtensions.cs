using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Where resources send their telemetry.</summary>
public static class OtlpConfigurationExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>Tells the resource by <c>OTEL_*</c> variables who it is and where its telemetry goes. Projects are told without this call.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment);
        return builder;
    }

    /// <summary>Tells the resource by <c>OTEL_*</c> variables who it is and where its telemetry goes, by the only protocol that it can.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol) where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOtlpEnvironment(builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment, protocol);
        return builder;
    }

    /// <summary>Does what <see cref="WithOtlpExporter{T}(IResourceBuilder{T})"/> does, for a resource without its builder.</summary>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment) =>
        Add(resource, configuration, environment, null);

    /// <summary>Does what <see cref="WithOtlpExporter{T}(IResourceBuilder{T}, OtlpProtocol)"/> does, for a resource without its builder.</summary>
    public static void AddOtlpEnvironment(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol protocol) =>
        Add(resource, configuration, environment, protocol);

    private static void Add(IResource resource, IConfiguration configuration, IHostEnvironment environment, OtlpProtocol? protocol)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(environment);
        resource.Annotations.Add(new OtlpExporterAnnotation { RequiredProtocol = protocol });
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
                return;
            var variables = context.EnvironmentVariables;
            variables["OTEL_SERVICE_NAME"] = resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = ReferenceExpression.Create($"service.instance.id={new InstanceIdReference(resource)}");
            var isWatched = SetDestination(variables, configuration, protocol);
            if (isWatched || environment.IsDevelopment())
                SetWatchedDefaults(variables, configuration);
        }));
    }

    /// <summary>The dashboard, when there is one; else the destination that the host itself was given.</summary>
    /// <returns>Whether it is the dashboard.</returns>
    private static bool SetDestination(Dictionary<string, object> variables, IConfiguration configuration, OtlpProtocol? protocol)
    {
        var grpc = Setting(configuration, "DASHBOARD_OTLP_ENDPOINT_URL");
        var http = Setting(configuration, "DASHBOARD_OTLP_HTTP_ENDPOINT_URL");
        if ((protocol == OtlpProtocol.HttpProtobuf ? http : grpc ?? (protocol is null ? http : null)) is { } dashboard)
        {
            variables[Endpoint] = dashboard;
            variables[Protocol] = dashboard == http ? "http/protobuf" : "grpc";
            if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key)
                variables[Headers] = $"x-otlp-api-key={key}";
            return true;
        }

        if (configuration[Endpoint] is { Length: > 0 })
        {
            foreach (var name in (string[])[Endpoint, Protocol, Headers])
            {
                if (configuration[name] is { Length: > 0 } value)
                    variables[name] = value;
            }
        }

        return false;
    }

    private static string? Setting(IConfiguration configuration, string name) =>
        configuration[$"ASPIRE_{name}"] is { Length: > 0 } value ? value : configuration[$"DOTNET_{name}"] is { Length: > 0 } older ? older : null;

    // Somebody watches: everything is sampled and nothing waits in a batch for longer than a second. Metrics of a system at rest cost the most;
    // Aspire sends them every second too.
    private static void SetWatchedDefaults(Dictionary<string, object> variables, IConfiguration configuration)
    {
        const string second = "1000";
        Set("OTEL_BLRP_SCHEDULE_DELAY", second);
        Set("OTEL_BSP_SCHEDULE_DELAY", second);
        Set("OTEL_METRIC_EXPORT_INTERVAL", "5000");
        Set("OTEL_TRACES_SAMPLER", "always_on");
        Set("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based");

        // What the host's own environment says is meant for its resources.
        void Set(string name, string value) => variables[name] = configuration[name] is { Length: > 0 } own ? own : value;
    }
}
