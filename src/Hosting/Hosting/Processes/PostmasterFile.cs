using System.Globalization;

namespace OtelShop.Hosting.Processes;

/// <summary>PostgreSQL's own lock on its data, which a killed server leaves behind.</summary>
internal static class PostmasterFile
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Removes the lock. Ends the server first when an AppHost that was killed left it running: this AppHost owns the data.</summary>
    /// <remarks>PostgreSQL itself refuses to start when the number in the lock belongs to any other program by now.</remarks>
    public static async Task ClearAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "postmaster.pid");
        if (!File.Exists(path))
            return;
        if (int.TryParse(File.ReadLines(path).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && ProcessSignal.NameOf(id) == "postgres")
        {
            ProcessSignal.Send(id, ProcessSignal.Interrupt);
            while (ProcessSignal.IsAlive(id))
                await Task.Delay(Interval, cancellationToken);
        }

        File.Delete(path);
    }
}
