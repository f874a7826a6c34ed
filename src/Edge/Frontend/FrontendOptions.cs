using System.ComponentModel.DataAnnotations;

namespace OtelShop.Frontends;

/// <summary>Settings of the frontend, read from the section <c>Frontend</c> (variables <c>Frontend__KeysFolder</c> and so on).</summary>
internal sealed class FrontendOptions
{
    /// <summary>Where the keys lie that protect forms and order receipts. Replicas share it; when it is lost, open forms have to be sent again.</summary>
    [Required]
    public string KeysFolder { get; set; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "otelshop", "frontend-keys");

    /// <summary>How long one page or route waits for a backend. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan BackendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a shopper waits for an order, which seven services have a part in. Default 60 seconds: whoever is told too early that it failed orders twice.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan OrderTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
