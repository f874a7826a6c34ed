using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace OtelShop.Emails;

internal sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Email";

    public string From { get; set; } = "OtelShop <noreply@example.com>";

    /// <summary>
    /// Directory for .eml files when no SMTP host is set, else for the memory of sent mails. Null: a new directory below the system's
    /// temporary one, so that a restart forgets what was sent.
    /// </summary>
    public string? PickupDirectory { get; set; }

    /// <summary>
    /// Ceiling of the memory that <c>emailMemoryLeak</c> takes. Default 224 MiB: above the alert on memory in a container of 384 MiB, and below .NET's limit of
    /// the heap there, beyond which mails fail.
    /// </summary>
    public int LeakCeilingMebibytes { get; set; } = 224;

    public SmtpOptions Smtp { get; set; } = new();

    public string OpenDirectory() => PickupDirectory is { Length: > 0 } directory
        ? OwnFolder(directory).FullName
        : Directory.CreateTempSubdirectory("otelshop-mail-").FullName;

    // Mails name people.
    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailboxAddress.TryParse(From, out var from) || from.Domain.Length == 0)
            yield return new ValidationResult("Email:From is not a mail address.", [nameof(From)]);
        // One array holds less than 2048 MiB.
        if (LeakCeilingMebibytes is < 1 or > 2047)
            yield return new ValidationResult("Email:LeakCeilingMebibytes must be 1 to 2047.", [nameof(LeakCeilingMebibytes)]);
        if (Smtp.Port is < 1 or > 65535)
            yield return new ValidationResult("Email:Smtp:Port is not a port.", [nameof(Smtp)]);
        if (Smtp.Timeout <= TimeSpan.Zero)
            yield return new ValidationResult("Email:Smtp:Timeout must be positive.", [nameof(Smtp)]);
    }
}

internal sealed class SmtpOptions
{
    /// <summary>Null or empty: mails are written to the pickup directory.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    /// <summary>Null or empty: no authentication.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Requires STARTTLS.</summary>
    public bool EnableTls { get; set; }

    /// <summary>Time for one delivery, from connecting to the server's reply. Default 15 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
