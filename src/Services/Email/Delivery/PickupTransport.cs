using Microsoft.Extensions.Options;
using MimeKit;
using OtelShop.ServiceDefaults;

namespace OtelShop.Emails.Delivery;

/// <summary>Writes each message to an .eml file, which any mail client opens.</summary>
internal sealed class PickupTransport : IMailTransport
{
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };
    private static readonly FormatOptions InternationalFormat = new() { NewLineFormat = NewLineFormat.Dos, International = true };

    private readonly string _directory;
    private readonly ILogger<PickupTransport> _logger;

    public PickupTransport(IOptions<EmailOptions> options, ILogger<PickupTransport> logger)
    {
        _directory = options.Value.OpenDirectory();
        _logger = logger;
        logger.UsingPickupDirectory(_directory);
    }

    public async Task<bool> SendAsync(MimeMessage message, string name)
    {
        var file = Path.Combine(_directory, $"{name}.eml");
        if (File.Exists(file))
            return false;
        // Rename the complete file, so that a reader never sees half a message.
        var unfinished = Path.Combine(_directory, $".{Guid.NewGuid():N}");
        try
        {
            await message.WriteToAsync(message.NeedsInternationalMail() ? InternationalFormat : Format, unfinished);
            File.Move(unfinished, file, overwrite: true);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
            _logger.PickupFailed(error, _directory);
            throw new UnavailableException("The pickup directory cannot be written.", error);
        }
    }
}
