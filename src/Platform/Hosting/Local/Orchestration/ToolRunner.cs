using System.ComponentModel;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Runs short programs that prepare the start of a resource.</summary>
internal sealed class ToolRunner(ProcessGuardian guardian, InstanceLog log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <exception cref="DistributedApplicationException">The program cannot be executed.</exception>
    public static ChildProcess Start(ProcessCommand command, ProcessGuardian guardian, Action<string, bool> onLine)
    {
        try
        {
            return ChildProcess.Start(command, guardian, onLine);
        }
        catch (Win32Exception error)
        {
            throw new DistributedApplicationException($"{command.FileName} cannot be executed: {error.Message}.", error);
        }
    }

    /// <summary>Runs the program to its end, its output in the log of the resource.</summary>
    /// <returns>Exit code.</returns>
    public Task<int> RunAsync(ProcessCommand command, CancellationToken cancellationToken) => RunAsync(command, log.Add, cancellationToken);

    /// <summary>Runs the program to its end.</summary>
    /// <returns>Exit code.</returns>
    public async Task<int> RunAsync(ProcessCommand command, Action<string, bool> onLine, CancellationToken cancellationToken)
    {
        var child = Start(command, guardian, onLine);
        try
        {
            return await child.Exited.WaitAsync(cancellationToken);
        }
        finally
        {
            await child.StopAsync(Grace, TimeProvider.System);
        }
    }
}
