namespace OtelShop.Emails;

internal sealed class SmtpOptions
{
    /// <summary>Null or empty: no mail leaves, it goes to the pickup folder.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    /// <summary>Null or empty: no login.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Demands STARTTLS.</summary>
    public bool EnableTls { get; set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
