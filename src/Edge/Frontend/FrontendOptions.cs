using System.ComponentModel.DataAnnotations;

namespace OtelShop.Frontends;

/// <summary>Settings of the frontend, read from the section <c>Frontend</c> (variables <c>Frontend__KeysFolder</c> and so on).</summary>
internal sealed class FrontendOptions
{
    /// <summary>
    /// Folder of the keys that protect forms and proofs of orders, unless they are in the cache of the connection string <c>valkey-cart</c>, which replicas
    /// share. If the keys are lost, open forms must be sent again.
    /// </summary>
    [Required]
    public string KeysFolder { get; set; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "otelshop", "frontend-keys");

    /// <summary>
    /// Addresses and networks of trusted proxies, separated by commas: their <c>X-Forwarded-*</c> headers name the visitor's address, scheme and host. Null: none.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Whether browsers send telemetry of pages to <c>/otlp-http/v1/traces</c>. Default true; a frontend that exports no telemetry has none of browsers either.</summary>
    public bool BrowserTelemetry { get; set; } = true;

    /// <summary>Longest wait for one backend call. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan BackendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for an optional part of a page, such as ads; then the page comes without it. Default 300 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan OptionalTimeout { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Longest wait for an order. Default 60 seconds: after less, shoppers would be told too often that the outcome is not known.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan OrderTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
