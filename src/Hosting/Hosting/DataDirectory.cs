using System.Security.Cryptography;
using Aspire.Hosting;

namespace OtelShop.Hosting;

/// <summary>The folder in which one AppHost keeps data, logs and generated passwords from run to run.</summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "lock";
    private const int PasswordLength = 24;
    private const long NeededBytes = 64 * 1024 * 1024;

    /// <summary>EWOULDBLOCK of Linux: another process has locked the file.</summary>
    private const int WouldBlock = 11;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held) => (FullPath, _lock) = (path, held);

    public string FullPath { get; }

    /// <summary>Takes the folder for this process. The kernel releases it when the process ends, however it ends.</summary>
    /// <exception cref="DistributedApplicationException">Another AppHost has it, or this user cannot write it.</exception>
    public static DataDirectory Open(string path, bool fresh)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var directory = new DataDirectory(path, held);
            if (fresh)
                directory.Clear();
            return directory;
        }
        catch (IOException error) when (error.HResult == WouldBlock)
        {
            throw new DistributedApplicationException(
                $"The shop already runs from this checkout: stop it with Ctrl+C or 'aspire stop', or choose another folder with --{AppHostSettings.DataDirectory}=FOLDER.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path);
        }
    }

    public string Folder(string name) => Path.Combine(FullPath, name);

    /// <summary>A folder that only its owner can enter, for what names people. One that exists is closed to others.</summary>
    public string PrivateFolder(string name)
    {
        var folder = Directory.CreateDirectory(Folder(name), OwnerOnly);
        folder.UnixFileMode = OwnerOnly;
        return folder.FullName;
    }

    /// <summary>The way out when the disk is full, to be appended to an error. Empty while there is space for a database.</summary>
    public string SpaceHint => new DriveInfo(FullPath).AvailableFreeSpace < NeededBytes
        ? $" The disk of {FullPath} is full: free 100 MB there, or choose another folder with --{AppHostSettings.DataDirectory}=FOLDER."
        : "";

    /// <summary>Reads the password kept under that name. At first that is the wanted one, or else a generated one.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be kept.</exception>
    public string Password(string name, string? wanted)
    {
        var path = Path.Combine(Folder("passwords"), name);
        try
        {
            // An empty file is what a full disk leaves of a password.
            if (File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } kept)
                return kept;
            PrivateFolder("passwords");
            var password = wanted ?? RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", PasswordLength);
            WriteSecret(path, password);
            return password;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SpaceHint is { Length: > 0 } hint ? new DistributedApplicationException("The shop cannot keep its passwords." + hint) : Unwritable(path);
        }
    }

    /// <summary>Writes a file that only its owner can read, before it has any content.</summary>
    public static void WriteSecret(string path, string content)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(content);
    }

    public void Dispose() => _lock.Dispose();

    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static DistributedApplicationException Unwritable(string path) =>
        new($"The shop cannot write its data folder {path}: make it writable, or choose another folder with --{AppHostSettings.DataDirectory}=FOLDER.");

    private void Clear()
    {
        foreach (var entry in new DirectoryInfo(FullPath).EnumerateFileSystemInfos().Where(entry => entry.Name != LockName))
        {
            if (entry is DirectoryInfo directory)
                directory.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}
