using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>A private directory of the account as which a backing service runs.</summary>
internal static class OwnedDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The account to which a host that runs as root drops. Null when the host is an ordinary user itself.</summary>
    /// <exception cref="DistributedApplicationException">The host is root and the machine has none of the accounts.</exception>
    public static UnprivilegedUser? AccountFor(string program, params string[] names) => !Environment.IsPrivilegedProcess
        ? null
        : UnprivilegedUser.Find(names, File.ReadLines("/etc/passwd")) ?? throw new DistributedApplicationException(
            $"{program} must not run as root, and this machine has no account '{string.Join("' or '", names)}'. Create one, or run the shop as an ordinary user.");

    /// <summary>Creates the directory where needed, and gives all of it to the account.</summary>
    public static async Task PrepareAsync(InstanceContext instance, string path, UnprivilegedUser? owner, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
            Directory.CreateDirectory(path, OwnerOnly);
        if (owner is not null)
            await instance.Tools.RunAsync(new ProcessCommand("chown", ["-R", $"{owner.Id}:{owner.GroupId}", path], "/"), cancellationToken);
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
}
