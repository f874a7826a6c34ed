using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Local.Processes;

/// <summary>A small process that outlives the host, however the host dies, just long enough to end the host's children.</summary>
/// <remarks>
/// It reads a pipe whose other end only the host holds, so the kernel itself reports the death. The kernel's own parent-death signal would
/// not do: it fires when the <em>thread</em> ends that started the child, is lost when the child changes its user, and never reaches grandchildren.
/// </remarks>
internal sealed class ProcessGuardian : IAsyncDisposable
{
    /// <summary>Marks every descendant of one host, also one that moved to another process group.</summary>
    public const string SessionVariable = "OTELSHOP_SESSION";

    private const string Script = """
        exec >/dev/null 2>&1
        trap '' HUP INT QUIT TERM
        children= containers=
        without() { gone=$1; shift; kept=; for entry in "$@"; do [ "${entry%%=*}" = "$gone" ] || kept="$kept $entry"; done; }
        while read -r verb id detail; do
          case $verb in
            child) children="$children $id=$detail" ;;
            child-ended) without "$id" $children; children=$kept ;;
            container) containers="$containers $id=$detail" ;;
            container-removed) without "$id" $containers; containers=$kept ;;
          esac
        done
        for entry in $containers; do "${entry#*=}" rm --force --volumes "${entry%%=*}" & done
        for entry in $children; do kill -s "${entry#*=}" -- "-${entry%%=*}"; done
        tenths=0
        while [ $tenths -lt 20 ]; do
          left=
          for entry in $children; do kill -s 0 -- "-${entry%%=*}" && left=yes; done
          [ -n "$left" ] || break
          sleep 0.1
          tenths=$((tenths + 1))
        done
        for entry in $children; do kill -s KILL -- "-${entry%%=*}"; done
        for attempt in 1 2 3; do
          strays=$(grep -ls "SESSION_VARIABLE=$1" /proc/[0-9]*/environ)
          [ -n "$strays" ] || break
          for stray in $strays; do stray=${stray#/proc/}; kill -s KILL "${stray%/environ}"; done
        done
        wait
        """;

    private static readonly TimeSpan GoodbyeTime = TimeSpan.FromSeconds(4);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Watched> _watched = [];
    private readonly string _recordPath;
    private Process _process;
    private bool _disposed;

    private ProcessGuardian(string recordPath)
    {
        _recordPath = recordPath;
        _process = StartProcess();
    }

    /// <summary>Value of <see cref="SessionVariable"/>.</summary>
    public string Session { get; } = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    internal int ProcessId => Volatile.Read(ref _process).Id;

    /// <summary>Starts the guardian.</summary>
    /// <param name="recordPath">File that always lists the running children, for the case that the guardian dies together with the host.</param>
    public static ProcessGuardian Start(string recordPath) => new(recordPath);

    /// <summary>From now on the process and its group end with the host.</summary>
    public void Watch(int process, StopSignal signal) =>
        Add($"child {process}", new Watched(signal == StopSignal.Interrupt ? "INT" : "TERM", ProcessIdentity.Of(process)));

    /// <summary>The process has ended.</summary>
    public void Forget(int process) => Remove($"child {process}", $"child-ended {process}");

    /// <summary>From now on the container is removed when the host dies.</summary>
    /// <param name="runtime">Absolute path of docker or podman.</param>
    /// <param name="name">The container's name.</param>
    public void WatchContainer(string runtime, string name) => Add($"container {name}", new Watched(runtime, Process: null));

    /// <summary>The container was removed.</summary>
    public void ForgetContainer(string name) => Remove($"container {name}", $"container-removed {name}");

    /// <summary>Lets the guardian look for leftovers once, and end.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            _process.StandardInput.Close();
        }

        using var timeout = new CancellationTokenSource(GoodbyeTime);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Add(string key, Watched watched)
    {
        lock (_gate)
        {
            _watched[key] = watched;
            Tell($"{key} {watched.Detail}");
            Record();
        }
    }

    private void Remove(string key, string message)
    {
        lock (_gate)
        {
            if (!_watched.Remove(key) || _disposed)
                return;
            Tell(message);
            Record();
        }
    }

    private void Tell(string message)
    {
        try
        {
            _process.StandardInput.Write(message + "\n");
        }
        catch (IOException)
        {
            // It was killed. Its successor is told everything as soon as the exit is noticed.
        }
    }

    private void Record() => RunningChildren.Write(_recordPath, _watched.Values.Select(watched => watched.Process).OfType<ProcessIdentity>());

    private Process StartProcess()
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Script.Replace("SESSION_VARIABLE", SessionVariable), "guardian", Session])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        // Not marked itself, nor by an outer host whose own guardian would otherwise end it first.
        start.Environment.Remove(SessionVariable);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => Replace(process);
        process.Start();
        process.StandardInput.AutoFlush = true;
        return process;
    }

    private void Replace(Process ended)
    {
        lock (_gate)
        {
            if (_disposed || ended != _process)
                return;
            _process = StartProcess();
            ended.Dispose();
            foreach (var (key, watched) in _watched)
                Tell($"{key} {watched.Detail}");
        }
    }

    private sealed record Watched(string Detail, ProcessIdentity? Process);
}
