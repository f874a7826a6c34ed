using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace OtelShop.Emails;

internal sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Email";

    public string From { get; set; } = "OtelShop <noreply@example.com>";

    /// <summary>Folder for mails while no SMTP host is set. Null makes a new one below the system's temporary folder.</summary>
    public string? PickupDirectory { get; set; }

    /// <summary>Memory that <c>emailMemoryLeak</c> takes at most.</summary>
    public int LeakCeilingMebibytes { get; set; } = 256;

    public SmtpOptions Smtp { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out _))
            yield return new ValidationResult("Email:From is not a mail address.", [nameof(From)]);
        // An array holds less than 2048 MiB.
        if (LeakCeilingMebibytes is < 1 or > 2047)
            yield return new ValidationResult("Email:LeakCeilingMebibytes must be 1 to 2047.", [nameof(LeakCeilingMebibytes)]);
        if (Smtp.Port is < 1 or > 65535)
            yield return new ValidationResult("Email:Smtp:Port is not a port.", [nameof(Smtp)]);
        if (Smtp.Timeout <= TimeSpan.Zero)
            yield return new ValidationResult("Email:Smtp:Timeout must be positive.", [nameof(Smtp)]);
    }
}
