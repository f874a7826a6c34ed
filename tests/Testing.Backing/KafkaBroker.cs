using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OtelShop.Testing.Backing;

/// <summary>A KafkaDev process on a free port of its own, ended with the fixture. Usable as class or collection fixture.</summary>
public sealed partial class KafkaBroker : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private Process? _process;

    /// <summary>Topics from the start, written as KafkaDev's <c>--topics</c>. Others appear when first named.</summary>
    public string Topics { get; init; } = "orders:1";

    /// <summary>The port asked for; zero takes a free one. After the start, the one that was taken.</summary>
    public int Port { get; private set; }

    /// <summary>What a client puts into <c>bootstrap.servers</c>, and a service into <c>ConnectionStrings:kafka</c>.</summary>
    public string BootstrapServers => $"127.0.0.1:{Port}";

    public Task InitializeAsync() => StartAsync();

    /// <summary>Starts the broker, on the same port when it had one before.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "KafkaDev.dll"), "--port", $"{Port}", "--topics", Topics])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var line = await _process.StandardOutput.ReadLineAsync(timeout.Token);
        var match = ReadyLine().Match(line ?? "");
        if (!match.Success)
            throw new InvalidOperationException($"KafkaDev did not start; its first line was '{line}'.");
        Port = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    /// <summary>Ends the broker as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Ends the broker as an operating system would, and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        var process = _process ?? throw new InvalidOperationException("The broker is not running.");
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
    }

    public Task DisposeAsync() => KillAsync();

    [GeneratedRegex(@"^KafkaDev listening on 127\.0\.0\.1:(\d+)$")]
    private static partial Regex ReadyLine();
}
