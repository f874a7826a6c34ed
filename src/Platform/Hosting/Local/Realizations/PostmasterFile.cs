using System.Globalization;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>PostgreSQL's own lock on its data, which a killed server leaves behind.</summary>
internal static class PostmasterFile
{
    private const string FileName = "postmaster.pid";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Removes a lock whose process is no server, because PostgreSQL refuses to start when the number now belongs to anything else.</summary>
    /// <remarks>A server that is still there belongs to nobody: this host owns the data. It is asked to end.</remarks>
    public static async Task ClearAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
            return;
        var text = File.ReadLines(path).FirstOrDefault();
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var id) && IsServer(id) && ProcessIdentity.Of(id) is { } server)
        {
            ProcessSignals.SendToProcess(id, StopSignal.Interrupt);
            while (server.IsAlive)
                await Task.Delay(PollInterval, cancellationToken);
        }

        File.Delete(path);
    }

    private static bool IsServer(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").Trim() == "postgres";
        }
        catch (IOException)
        {
            return false;
        }
    }
}
