using System.Runtime.InteropServices;
using OpenTelemetry.Resources;

namespace OtelShop.ServiceDefaults.Telemetry;

/// <summary>Host, operating system, process and runtime by the resource conventions. The detectors' packages have these names too.</summary>
internal sealed class ProcessDetector : IResourceDetector
{
    public Resource Detect() => new(new Dictionary<string, object>
    {
        ["host.name"] = Environment.MachineName,
        ["host.arch"] = RuntimeInformation.OSArchitecture switch { Architecture.X64 => "amd64", Architecture.X86 => "x86", Architecture.Arm => "arm32", var other => $"{other}".ToLowerInvariant() },
        ["os.type"] = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux",
        ["process.pid"] = (long)Environment.ProcessId,
        ["process.runtime.name"] = ".NET",
        ["process.runtime.version"] = Environment.Version.ToString(),
    });
}
