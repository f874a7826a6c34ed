using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace OtelShop.Hosting;

/// <summary>Settings of the AppHost that the integrations read; command line and environment set them.</summary>
internal static class AppHostSettings
{
    public const string AspireDefaults = "AppHost:AspireDefaults";
    public const string BrowserToken = "AppHost:BrowserToken";
    public const string DataDirectory = "AppHost:DataDirectory";
    public const string Backing = "backing";
    public const string Fresh = "fresh";
    public const string Https = "https";
    public const string LoadEnabled = "Load:Enabled";
    public const string MutualTls = "mtls";
    public const string Prometheus = "prometheus";
    public const string RandomPorts = "DcpPublisher:RandomizePorts";

    /// <summary>Whether projects start through <c>dotnet run</c> and behind DCP's proxies, as Aspire has it: for comparisons.</summary>
    public static bool UsesAspireDefaults(this IConfiguration configuration) => configuration.GetValue<bool>(AspireDefaults);

    /// <summary>Whether the operating system's programs stand in for containers.</summary>
    /// <exception cref="DistributedApplicationException">The setting has another value than processes or containers.</exception>
    public static bool UsesProcesses(this IConfiguration configuration) => configuration[Backing] switch
    {
        null or "" or "processes" => true,
        "containers" => false,
        var other => throw new DistributedApplicationException($"--backing is 'processes' (the default) or 'containers', not '{other}'."),
    };

    /// <summary>Whether services of this run call each other over mutual TLS.</summary>
    public static bool WantsMutualTls(this IDistributedApplicationBuilder builder) => builder.ExecutionContext.IsRunMode && builder.Configuration.GetValue<bool>(MutualTls);

    /// <summary>Whether simulated users visit from the start.</summary>
    public static bool WantsLoad(this IConfiguration configuration) => configuration.GetValue(LoadEnabled, defaultValue: true);

    /// <summary>Whether Prometheus scrapes the services.</summary>
    public static bool WantsPrometheus(this IConfiguration configuration) => configuration.GetValue<bool>(Prometheus);

    /// <summary>Arguments without a value get one: the configuration would take the next argument for it.</summary>
    public static string[] Normalize(IEnumerable<string> args) => [.. args.Select(arg => arg switch
    {
        "--fresh" or "--https" or "--mtls" or "--prometheus" => $"{arg}=true",
        "--no-load" => $"--{LoadEnabled}=false",
        _ => arg,
    })];
}
