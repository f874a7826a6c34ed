using System.ComponentModel.DataAnnotations;
using OtelShop.ServiceDefaults.Http;

namespace OtelShop.FrontendProxies;

/// <summary>Settings of the proxy, below <c>FrontendProxy:</c>.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "FrontendProxy";

    /// <summary>
    /// Addresses and networks of proxies in front of this one, separated by commas: only their <c>X-Forwarded-*</c> headers are used. Null: none, not even loopback.
    /// </summary>
    public string? KnownProxies { get; set; }

    /// <summary>Headers for the telemetry receiver, as in <c>OTEL_EXPORTER_OTLP_HEADERS</c>. Null: none.</summary>
    public string? CollectorHeaders { get; set; }

    /// <summary>Public port of the TLS endpoint, to which requests without TLS are redirected. Null: no redirection.</summary>
    [Range(1, 65535)]
    public int? HttpsPort { get; set; }

    /// <summary>Longest wait for a destination's next byte. Default 15 seconds, Envoy's default, which upstream keeps.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The same for orders. Default 65 seconds: the frontend gives up after 60, and its answer must still arrive.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan OrderTimeout { get; set; } = TimeSpan.FromSeconds(65);

    /// <summary>Requests per second that one client address may send for long. Default 1,000; zero: no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 1_000;

    /// <summary>Requests that one client address may send at once after a pause. Default 5,000.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; set; } = 5_000;

    /// <summary>Largest request body in bytes. Default 1 MiB.</summary>
    [Range(1, 1L << 40)]
    public long MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>Longest delay that any client can ask for by <c>x-envoy-fault-delay-request</c>. Default zero: the header does nothing.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan MaxFaultDelay { get; set; }

    /// <summary>Requests that may be delayed at the same time; more are not delayed. Default 100, as in upstream's Envoy.</summary>
    [Range(0, 100_000)]
    public int MaxActiveFaults { get; set; } = 100;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TrustedProxies.AreReadable(KnownProxies))
            yield return new ValidationResult($"{Section}:{nameof(KnownProxies)} must be addresses or networks such as 10.0.0.0/8,192.0.2.7.", [nameof(KnownProxies)]);
    }
}
