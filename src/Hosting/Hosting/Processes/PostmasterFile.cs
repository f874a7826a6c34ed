using System.Diagnostics;
using System.Globalization;

namespace OtelShop.Hosting.Processes;

/// <summary>PostgreSQL's own lock on its data, which a killed server leaves behind.</summary>
internal static class PostmasterFile
{
    /// <summary>Removes the lock. Ends the server first when an AppHost that was killed left it running: this AppHost owns the data.</summary>
    /// <remarks>PostgreSQL itself refuses to start when the number in the lock belongs to any other program by now.</remarks>
    public static async Task ClearAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "postmaster.pid");
        if (!File.Exists(path))
            return;
        if (int.TryParse(File.ReadLines(path).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && Server(id) is { } server)
        {
            using (server)
            using (var kill = Process.Start("kill", ["-INT", id.ToString(CultureInfo.InvariantCulture)]))
                await server.WaitForExitAsync(cancellationToken);
        }

        File.Delete(path);
    }

    private static Process? Server(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm").Trim() == "postgres" ? Process.GetProcessById(id) : null;
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
            return null;
        }
    }
}
