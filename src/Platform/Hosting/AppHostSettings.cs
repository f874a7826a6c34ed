using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Aspire.Hosting;

/// <summary>What the host derives from its command line and from where it lives, written into the configuration for everybody to read.</summary>
internal static class AppHostSettings
{
    public const string DisableDashboard = "DisableDashboard";
    public const string DataDirectory = "AppHost:DataDirectory";
    public const string Directory = "AppHost:Directory";
    public const string Help = "help";
    public const string Operation = "AppHost:Operation";
    public const string Publisher = "Publishing:Publisher";

    public const string Usage = """
        Runs the system that this program describes until Ctrl+C.

          --backing embedded     databases and brokers are programs of this machine (default)
          --backing containers   they are containers of docker or podman
          --data FOLDER          where data, logs and generated passwords are kept (default .otelshop)
          --fresh                forgets the data of earlier runs first
          --no-dashboard         starts no dashboard; telemetry goes where OTEL_EXPORTER_OTLP_ENDPOINT points
          --keep-telemetry       what the dashboard holds at the stop is there again at the next start
          --help                 this text

        Any other --Section:Key=value is a setting, for example --Parameters:postgres-password=secret
        or --Dashboard:Frontend:EndpointUrls=http://127.0.0.1:9000.
        """;

    private const string NoDashboard = "--no-dashboard";

    private static readonly FrozenSet<string> Flags = new[] { "--fresh", "--help", "--keep-telemetry", NoDashboard, "--include-exception-details", "--clear-cache" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> Switches = new Dictionary<string, string>
    {
        ["--data"] = DataDirectory,
        [NoDashboard] = DisableDashboard,
        ["--operation"] = Operation,
        ["--publisher"] = Publisher,
        ["--step"] = "Pipeline:Step",
        ["--output-path"] = "Pipeline:OutputPath",
        ["--log-level"] = "Pipeline:LogLevel",
        ["--include-exception-details"] = "Pipeline:IncludeExceptionDetails",
        ["--clear-cache"] = "Pipeline:ClearCache",
    }.ToFrozenDictionary();

    /// <summary>The configuration knows no switch without a value: it would take the next switch for one.</summary>
    public static string[]? Normalize(string[]? args) => args?.Select(arg => Flags.Contains(arg) ? $"{arg}=true" : arg).ToArray();

    public static void AddSwitches(this ConfigurationManager configuration, string[]? args)
    {
        if (args is { Length: > 0 })
            configuration.AddCommandLine(args, Switches);
    }

    /// <summary>What the build wrote into the program: the paths of the host's own tools. Everything else wins over it.</summary>
    public static void AddBuildSettings(this ConfigurationManager configuration, Assembly? appHost)
    {
        var settings = appHost?.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(m => m.Key.StartsWith("AppHost:", StringComparison.Ordinal))
            .Select(m => KeyValuePair.Create(m.Key, m.Value));
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
    }

    public static void AddDerived(this ConfigurationManager configuration, string appHostDirectory, string applicationName, bool isPublishMode)
    {
        var path = Path.Combine(appHostDirectory, applicationName);
        var derived = new Dictionary<string, string?>
        {
            [Directory] = appHostDirectory,
            ["AppHost:Path"] = path,
            ["AppHost:PathSha256"] = Sha256(path.ToLowerInvariant()),
            ["AppHost:ProjectNameSha256"] = Sha256(applicationName),
            ["AppHost:Sha256"] = isPublishMode ? Sha256(applicationName) : Sha256(path.ToLowerInvariant()),
        };
        if (configuration[DataDirectory] is not { Length: > 0 })
            derived[DataDirectory] = Path.Combine(CheckoutOf(appHostDirectory), ".otelshop");
        configuration.AddInMemoryCollection(derived);
    }

    public static DistributedApplicationOperation ReadOperation(this IConfiguration configuration)
    {
        if (configuration[Operation] is { Length: > 0 } operation)
        {
            return Enum.TryParse<DistributedApplicationOperation>(operation, ignoreCase: true, out var parsed)
                ? parsed
                : throw new DistributedApplicationException($"--operation is 'run' or 'publish', not '{operation}'.");
        }

        return configuration[Publisher] is { Length: > 0 } ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run;
    }

    public static string? Metadata(Assembly? assembly, string key) => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;

    // Two checkouts of one system must not share data; two AppHosts of one checkout may.
    private static string CheckoutOf(string appHostDirectory)
    {
        for (var folder = new DirectoryInfo(appHostDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")) || folder.EnumerateFiles("*.sln*").Any())
                return folder.FullName;
        }

        return appHostDirectory;
    }

    private static string Sha256(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
