using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OtelShop.Bench.DashboardBench;

/// <summary>The dashboard as a process of its own, on the first core alone.</summary>
internal sealed class DashboardProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DashboardProcess(Process process, Uri pages, Uri otlp) => (_process, Pages, Otlp) = (process, pages, otlp);

    public Uri Pages { get; }

    public Uri Otlp { get; }

    /// <summary>Memory that it has resident, in bytes.</summary>
    public long Resident => Status("VmRSS:");

    /// <summary>The most that it ever had resident.</summary>
    public long PeakResident => Status("VmHWM:");

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<DashboardProcess> StartAsync(long maxBytes)
    {
        var (pages, otlp) = (FreeAddress(), FreeAddress());
        var start = new ProcessStartInfo("taskset",
        [
            "-c", "0", "dotnet", Path.Combine(AppContext.BaseDirectory, "OtelShop.Dashboard.dll"),
            $"--Dashboard:Frontend:EndpointUrls={pages}", "--Dashboard:Frontend:AuthMode=Unsecured", $"--Dashboard:Otlp:GrpcEndpointUrl={otlp}",
            "--Dashboard:Otlp:HttpEndpointUrl=", string.Create(CultureInfo.InvariantCulture, $"--Dashboard:TelemetryLimits:MaxBytes={maxBytes}"),
        ])
        { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = pages };
        while (!await AnswersAsync(client))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The dashboard ended with {process.ExitCode}.");
            await Task.Delay(50);
        }

        return new(process, pages, otlp);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Uri FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }
}
