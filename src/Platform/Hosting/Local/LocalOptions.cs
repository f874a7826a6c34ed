using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Local;

/// <summary>How the model is to be run on this machine.</summary>
/// <param name="Backing">What backing services are made of.</param>
/// <param name="DataDirectory">Where everything lives that is kept.</param>
/// <param name="Fresh">Whether everything kept is thrown away first.</param>
/// <param name="RandomPorts">Whether wanted ports are ignored, so that any number of hosts can run at once.</param>
/// <param name="KafkaDevPath">The development broker's built assembly. Null when the AppHost does not name one.</param>
internal sealed record LocalOptions(Backing Backing, string DataDirectory, bool Fresh, bool RandomPorts, string? KafkaDevPath)
{
    public const string BackingKey = "backing";
    public const string FreshKey = "fresh";
    public const string DataDirectoryKey = "AppHost:DataDirectory";
    public const string KafkaDevPathKey = "AppHost:KafkaDevPath";
    public const string RandomPortsKey = "DcpPublisher:RandomizePorts";

    /// <summary>Tells this host's ports from those of others. Random ports differ from run to run.</summary>
    public string PortSeed => RandomPorts ? Guid.NewGuid().ToString() : DataDirectory;

    /// <exception cref="DistributedApplicationException">A setting has a value that it cannot have.</exception>
    public static LocalOptions Read(IConfiguration configuration)
    {
        var backing = configuration[BackingKey] ?? nameof(Backing.Embedded);
        if (!Enum.TryParse<Backing>(backing, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
            throw new DistributedApplicationException($"--backing is 'embedded' (the default) or 'containers', not '{backing}'.");
        return new LocalOptions(
            parsed,
            Path.GetFullPath(configuration[DataDirectoryKey] ?? ".otelshop"),
            IsTrue(configuration[FreshKey]),
            IsTrue(configuration[RandomPortsKey]),
            configuration[KafkaDevPathKey]);
    }

    private static bool IsTrue(string? value) => bool.TryParse(value, out var parsed) && parsed;
}
