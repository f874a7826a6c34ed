using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;

namespace OtelShop.Emails.Delivery;

/// <summary>Remembers across restarts which mails the mail server may have taken, as one empty file each in the pickup directory.</summary>
internal sealed class SentMailStore
{
    private const string Extension = ".sent";

    // Much longer than any caller retries.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    private readonly string _directory;

    public SentMailStore(IOptions<EmailOptions> options, TimeProvider clock)
    {
        _directory = options.Value.OpenDirectory();
        var oldest = clock.GetUtcNow().UtcDateTime - Memory;
        foreach (var file in new DirectoryInfo(_directory).EnumerateFiles($"*{Extension}").Where(file => file.LastWriteTimeUtc < oldest))
            file.Delete();
    }

    /// <summary>Notes a mail before it is sent, so that a crash while it is sent does not send it twice.</summary>
    /// <returns>False when it was noted before.</returns>
    /// <exception cref="UnavailableException">The directory cannot be written.</exception>
    public bool TryAdd(string name)
    {
        try
        {
            File.Open(PathOf(name), FileMode.CreateNew).Dispose();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return File.Exists(PathOf(name)) ? false : throw new UnavailableException("The memory of sent mails cannot be written.", error);
        }
    }

    /// <summary>Forgets a mail that the mail server did not take.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(_directory, name + Extension);
}
