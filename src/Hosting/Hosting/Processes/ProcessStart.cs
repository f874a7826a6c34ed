using System.Diagnostics;
using Aspire.Hosting;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Processes;

/// <summary>How to start the program that stands in for a container.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Arguments">Its arguments; none is a secret, because every user of the machine can read them.</param>
/// <param name="Folder">Working directory, in which its data lies.</param>
/// <param name="User">Account to run as. Null means that of the AppHost.</param>
internal sealed record ProcessStart(string Program, IReadOnlyList<string> Arguments, string Folder, UnprivilegedUser? User = null)
{
    public string Command => User is null ? Program : "setpriv";

    public IReadOnlyList<string> CommandArguments => User is null ? Arguments : [.. User.SetprivArguments(Folder), Program, .. Arguments];

    /// <summary>Gives a folder, which it makes where needed, to the account.</summary>
    public static async Task OwnAsync(string folder, UnprivilegedUser? owner, ILogger logger, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, DataDirectory.OwnerOnly);
        if (owner is not null)
            await new ProcessStart("/bin/chown", ["-R", $"{owner.Id}:{owner.GroupId}", folder], "/").RunAsync(logger, cancellationToken);
    }

    /// <summary>Runs the program to its end; what it writes goes to the resource's log.</summary>
    /// <exception cref="DistributedApplicationException">Its exit code is not zero.</exception>
    public async Task RunAsync(ILogger logger, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(Command, CommandArguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var lines = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        foreach (var line in lines.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
            logger.ToolLine(line);
        if (process.ExitCode != 0)
            throw new DistributedApplicationException($"{Path.GetFileName(Program)} failed: {lines[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? $"exit code {process.ExitCode}"}.");
    }
}
