using Microsoft.Extensions.Options;
using MimeKit;
using OtelShop.ServiceDefaults;

namespace OtelShop.Emails.Delivery;

/// <summary>Writes each message to an .eml file, which any mail client opens.</summary>
internal sealed class PickupTransport : IMailTransport
{
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    private readonly string _directory;
    private readonly ILogger<PickupTransport> _logger;

    public PickupTransport(IOptions<EmailOptions> options, ILogger<PickupTransport> logger)
    {
        _directory = options.Value.PickupDirectory is { Length: > 0 } directory
            ? Directory.CreateDirectory(directory).FullName
            : Directory.CreateTempSubdirectory("otelshop-mail-").FullName;
        _logger = logger;
        logger.UsingPickupDirectory(_directory);
    }

    public async Task SendAsync(MimeMessage message, string name)
    {
        // Rename the complete file, so that a reader never sees half a message.
        var unfinished = Path.Combine(_directory, $".{Guid.NewGuid():N}");
        try
        {
            await message.WriteToAsync(Format, unfinished);
            File.Move(unfinished, Path.Combine(_directory, $"{name}.eml"), overwrite: true);
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
