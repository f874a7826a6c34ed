using System.Diagnostics;

namespace OtelShop.Testing.Backing;

/// <summary>
/// A server of the operating system, run for a test. A shell between the two waits for the end of its input, which comes when the test
/// process closes it or dies, and then ends the server: nothing is left behind either way.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Watch = """
        signal=$1; shift
        "$@" >/dev/null 2>&1 & server=$!
        cat >/dev/null
        kill -"$signal" $server
        wait $server
        """;

    private readonly Process _shell;

    private ServerProcess(Process shell) => _shell = shell;

    /// <summary>Starts a server that ends on the given signal.</summary>
    public static ServerProcess Start(string endSignal, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Watch, "sh", endSignal, .. command])
            start.ArgumentList.Add(argument);
        return new ServerProcess(Process.Start(start)!);
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task RunAsync(IReadOnlyList<string> command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {errors}{await output}");
    }

    /// <summary>Asks until the server answers.</summary>
    /// <exception cref="TimeoutException">It did not within thirty seconds.</exception>
    public static async Task WaitUntilAsync(Func<Task<bool>> answers)
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await answers())
        {
            if (giveUp.IsCancellationRequested)
                throw new TimeoutException("The server did not start.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
