using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OtelShop.Bench.GrpcEcho;

/// <summary>nghttp2's load generator: 4 connections, 50 streams each.</summary>
internal static partial class H2Load
{
    /// <summary>Calls a path <paramref name="calls"/> times; answers calls per second.</summary>
    /// <exception cref="InvalidOperationException">h2load is missing, or a call failed.</exception>
    public static async Task<double> RunAsync(Uri url, string bodyFile, int calls)
    {
        var start = new ProcessStartInfo("h2load", [
            "-c", "4", "-m", "50", "-n", calls.ToString(CultureInfo.InvariantCulture), "-d", bodyFile,
            "-H", "content-type: application/grpc", "-H", "te: trailers", url.ToString(),
        ])
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var rate = Rate().Match(output);
        return rate.Success && output.Contains($"{calls} 2xx", StringComparison.Ordinal)
            ? double.Parse(rate.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"h2load (Debian package nghttp2-client) did not get {calls} answers:\n{output}");
    }

    [GeneratedRegex(@"([\d.]+) req/s")]
    private static partial Regex Rate();
}
