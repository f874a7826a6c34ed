using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace OpenFeature.Providers.Flagd;

/// <summary>Connection to flagd. The variables have the names that flagd's official providers read.</summary>
public sealed class FlagdOptions : IValidatableObject
{
    internal const string InProcess = "in-process";
    internal const string Rpc = "rpc";

    private const int HighestPort = 65_535;
    private const string PortOrLink = @"[1-9]\d{0,4}|tcp://.+";

    /// <summary>
    /// <c>in-process</c>, the default: the whole definition comes over flagd.sync.v1 and is evaluated here. <c>rpc</c>: flagd is asked for each
    /// evaluation whose result is not known to be constant.
    /// </summary>
    [ConfigurationKeyName("FLAGD_RESOLVER"), AllowedValues(InProcess, Rpc)]
    public string Resolver { get; set; } = InProcess;

    /// <summary>Where flagd is. Null: the service <c>flagd</c> of service discovery; without one there are no flags.</summary>
    [ConfigurationKeyName("FLAGD_HOST")]
    public string? Host { get; set; }

    /// <summary>
    /// The port on <see cref="Host"/>. Default 8015 in-process and 8013 for rpc. An address such as tcp://10.0.0.7:8013 is passed over: Kubernetes sets
    /// the variable to that for a service named flagd.
    /// </summary>
    [ConfigurationKeyName("FLAGD_PORT"), RegularExpression(PortOrLink)]
    public string? Port { get; set; }

    /// <summary>The port of the in-process resolver on <see cref="Host"/>, when it is not <see cref="Port"/>; addresses are passed over.</summary>
    [ConfigurationKeyName("FLAGD_SYNC_PORT"), RegularExpression(PortOrLink)]
    public string? SyncPort { get; set; }

    /// <summary>Whether the connection to <see cref="Host"/> is encrypted. Default no.</summary>
    [ConfigurationKeyName("FLAGD_TLS")]
    public bool Tls { get; set; }

    /// <summary>Milliseconds that an evaluation may wait for flagd; the in-process resolver never waits. Default 500.</summary>
    [ConfigurationKeyName("FLAGD_DEADLINE_MS"), Range(1, 600_000)]
    public int DeadlineMs { get; set; } = 500;

    /// <summary><c>lru</c>, the default, or <c>disabled</c>: whether the rpc resolver remembers constant results.</summary>
    [ConfigurationKeyName("FLAGD_CACHE"), AllowedValues("lru", "disabled")]
    public string Cache { get; set; } = "lru";

    /// <summary>Results that the rpc resolver remembers. Default 1000.</summary>
    [ConfigurationKeyName("FLAGD_MAX_CACHE_SIZE"), Range(0, 1_000_000)]
    public int MaxCacheSize { get; set; } = 1000;

    /// <summary>Milliseconds before the first attempt to connect again; each further pause is twice as long. Default 500.</summary>
    [ConfigurationKeyName("FLAGD_RETRY_BACKOFF_MS"), Range(1, 600_000)]
    public int RetryBackoffMs { get; set; } = 500;

    /// <summary>The longest such pause in milliseconds. Default 2000.</summary>
    [ConfigurationKeyName("FLAGD_RETRY_BACKOFF_MAX_MS"), Range(1, 600_000)]
    public int RetryBackoffMaxMs { get; set; } = 2000;

    /// <summary>Seconds that the last flags hold after the connection was lost. Default 5.</summary>
    [ConfigurationKeyName("FLAGD_RETRY_GRACE_PERIOD"), Range(0, 86_400)]
    public int RetryGracePeriod { get; set; } = 5;

    /// <summary>
    /// Milliseconds of silence after which flagd is asked whether it lives; zero turns that off. Default 2000 for a daemon from service discovery. For
    /// a <see cref="Host"/> the default is zero: flagd's own server closes connections on which that is asked more often than every five minutes. A
    /// server that closes one for that is not asked again.
    /// </summary>
    [ConfigurationKeyName("FLAGD_KEEP_ALIVE_TIME_MS"), Range(0, 86_400_000)]
    public int? KeepAliveTimeMs { get; set; }

    internal TimeSpan KeepAlive => TimeSpan.FromMilliseconds(KeepAliveTimeMs ?? (Host is null ? 2000 : 0));

    /// <summary>The address that <see cref="Host"/> gives; null when there is none.</summary>
    internal Uri? Address
    {
        get
        {
            if (string.IsNullOrEmpty(Host))
                return null;
            var port = Resolver == Rpc ? Number(Port) ?? 8013 : Number(SyncPort) ?? Number(Port) ?? 8015;
            return new UriBuilder(Tls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Host, port).Uri;
        }
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Host) && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new ValidationResult("FLAGD_HOST must be the name or the address of a host; port and encryption have separate variables.", [nameof(Host)]);
        if (Number(Port) > HighestPort)
            yield return new ValidationResult($"FLAGD_PORT must be at most {HighestPort}.", [nameof(Port)]);
        if (Number(SyncPort) > HighestPort)
            yield return new ValidationResult($"FLAGD_SYNC_PORT must be at most {HighestPort}.", [nameof(SyncPort)]);
    }

    private static int? Number(string? port) => int.TryParse(port, out var number) ? number : null;
}
