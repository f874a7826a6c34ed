using System.Diagnostics;

namespace Aspire.Hosting.Tests.Local;

/// <summary>A host in a process of its own, which a test may kill.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;

    public HostProcess(string dataDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Testing.LocalHost.dll"), $"--data={dataDirectory}", "--DcpPublisher:RandomizePorts=true", "--no-dashboard", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
    }

    public async Task<string> ErrorsUntilExitAsync()
    {
        var errors = await _process.StandardError.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return errors;
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Reads the console until a line has the text.</summary>
    public async Task SaidAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text))
                return;
        }

        throw new InvalidOperationException($"The host ended without saying '{text}'.");
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
