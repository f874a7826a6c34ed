using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OtelShop.Testing.Backing;

/// <summary>A KafkaDev process on a free port of its own, ended with the fixture. Usable as class or collection fixture.</summary>
public sealed partial class KafkaBroker : IAsyncLifetime
{
    // The shell waits for the end of its input, which also comes when the test process dies, and then ends the broker.
    private const string Watch = """
        dotnet exec "$@" & broker=$!
        echo $broker
        cat >/dev/null
        kill -TERM $broker 2>/dev/null
        wait $broker
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private Process? _shell;
    private int _broker;

    /// <summary>Topics from the start, written as KafkaDev's <c>--topics</c>. Others appear when first named.</summary>
    public string Topics { get; init; } = "orders:1";

    /// <summary>The port asked for; zero takes a free one. After the start, the one that was taken.</summary>
    public int Port { get; private set; }

    /// <summary>What a client puts into <c>bootstrap.servers</c>, and a service into <c>ConnectionStrings:kafka</c>.</summary>
    public string BootstrapServers => $"127.0.0.1:{Port}";

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts the broker, on the same port when it had one before.</summary>
    public async Task StartAsync()
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "KafkaDev.dll"), "--port", $"{Port}", "--topics", Topics];
        _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Watch, "sh", .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var timeout = new CancellationTokenSource(Patience);
        _broker = int.Parse(await _shell.StandardOutput.ReadLineAsync(timeout.Token) ?? "", CultureInfo.InvariantCulture);
        var line = await _shell.StandardOutput.ReadLineAsync(timeout.Token);
        var match = ReadyLine().Match(line ?? "");
        if (!match.Success)
            throw new InvalidOperationException($"KafkaDev did not start; its first line was '{line}'.");
        Port = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the broker as a crash would.</summary>
    public async Task KillAsync()
    {
        using (var broker = Process.GetProcessById(_broker))
        {
            broker.Kill();
            await broker.WaitForExitAsync();
        }
        await TerminateAsync();
    }

    /// <summary>Ends the broker as an operating system would, and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        if (_shell is not { } shell)
            return 0;
        _shell = null;
        shell.StandardInput.Close();
        using var timeout = new CancellationTokenSource(Patience);
        await shell.WaitForExitAsync(timeout.Token);
        var code = shell.ExitCode;
        shell.Dispose();
        return code;
    }

    public async ValueTask DisposeAsync() => await TerminateAsync();

    [GeneratedRegex(@"^KafkaDev listening on 127\.0\.0\.1:(\d+)$")]
    private static partial Regex ReadyLine();
}
