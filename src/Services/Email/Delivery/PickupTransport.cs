using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace OtelShop.Emails.Delivery;

/// <summary>Leaves each mail as a file that any mail program opens.</summary>
internal sealed class PickupTransport : IMailTransport
{
    private readonly string _directory;

    public PickupTransport(IOptions<EmailOptions> options, ILogger<PickupTransport> logger)
    {
        _directory = options.Value.PickupDirectory is { Length: > 0 } directory
            ? Directory.CreateDirectory(directory).FullName
            : Directory.CreateTempSubdirectory("otelshop-mail-").FullName;
        logger.UsingPickupDirectory(_directory);
    }

    public async Task SendAsync(MailMessage message, string name)
    {
        // SmtpClient picks the file's name and writes to it bit by bit. Moved when complete, a reader never sees half a mail.
        var desk = Directory.CreateDirectory(Path.Combine(_directory, $".{Guid.NewGuid():N}"));
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = desk.FullName };
            await client.SendMailAsync(message);
            desk.GetFiles().Single().MoveTo(Path.Combine(_directory, $"{name}.eml"), overwrite: true);
        }
        finally
        {
            desk.Delete(recursive: true);
        }
    }
}
