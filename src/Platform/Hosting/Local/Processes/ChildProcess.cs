using System.Diagnostics;
using System.Text;

namespace Aspire.Hosting.Local.Processes;

/// <summary>A started process, alone in its session, whose every line of output is read.</summary>
internal sealed class ChildProcess
{
    // A reader needs one buffer and a few frames.
    private const int ReaderStackBytes = 256 * 1024;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly ProcessCommand _command;
    private readonly ProcessGuardian _guardian;

    private ChildProcess(Process process, ProcessCommand command, ProcessGuardian guardian, Action<string, bool> onLine)
    {
        _process = process;
        Id = process.Id;
        _command = command;
        _guardian = guardian;
        Exited = CompleteAsync(Task.WhenAll(Read(process.StandardOutput, isError: false, onLine), Read(process.StandardError, isError: true, onLine)));
    }

    public int Id { get; }

    /// <summary>Exit code, 128 + signal when a signal ended it. Completes after the last line of output was handed on.</summary>
    public Task<int> Exited { get; }

    /// <summary>Starts the command.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="guardian">Ends the process should the host die.</param>
    /// <param name="onLine">Called for each line, with true for standard error; from two threads at once.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be executed.</exception>
    public static ChildProcess Start(ProcessCommand command, ProcessGuardian guardian, Action<string, bool> onLine)
    {
        // In a session of its own a child gets no Ctrl+C from the terminal, cannot read from it, and its whole family shares one group.
        var start = new ProcessStartInfo("setsid")
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (command.User is { } user)
        {
            start.ArgumentList.Add("setpriv");
            foreach (var argument in user.SetprivArguments(UnprivilegedUser.IsReachable(command.WorkingDirectory)))
                start.ArgumentList.Add(argument);
            start.ArgumentList.Add("--");
        }

        start.ArgumentList.Add(command.FileName);
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        InheritedEnvironment.RemoveHostSettings(start.Environment);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;
        start.Environment[ProcessGuardian.SessionVariable] = guardian.Session;

        var process = Process.Start(start)!;
        guardian.Watch(process.Id, command.StopSignal);
        process.StandardInput.Close();
        return new ChildProcess(process, command, guardian, onLine);
    }

    /// <summary>Asks the process to end, and kills what is left of it and its children when the time is over.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan grace, TimeProvider time)
    {
        if (Exited.IsCompleted)
            return true;
        if (_command.StopsItsOwnChildren)
            ProcessSignals.SendToProcess(Id, _command.StopSignal);
        else
            ProcessSignals.SendToGroup(Id, _command.StopSignal);
        try
        {
            await Exited.WaitAsync(grace, time);
            return true;
        }
        catch (TimeoutException)
        {
            ProcessSignals.KillGroup(Id);
            await Exited;
            return false;
        }
    }

    // Reading a pipe blocks a thread of the pool for as long as the process says nothing, so each reader has its own thread.
    private static Task Read(StreamReader reader, bool isError, Action<string, bool> onLine)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => ReadToEnd(reader, line => onLine(line, isError), done), ReaderStackBytes) { IsBackground = true, Name = "child output" }.Start();
        return done.Task;
    }

    private static void ReadToEnd(StreamReader reader, Action<string> onLine, TaskCompletionSource done)
    {
        var lines = new LineSplitter(onLine);
        var buffer = new char[4096];
        try
        {
            int read;
            while ((read = reader.Read(buffer)) > 0)
                lines.Append(buffer.AsSpan(0, read));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The pipe was closed under the reader: the output has ended.
        }

        lines.Complete();
        done.SetResult();
    }

    private async Task<int> CompleteAsync(Task output)
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        // Nobody of the family outlives its head: a restart needs the ports, and a stop means all of it.
        ProcessSignals.KillGroup(Id);
        // A descendant that left the group may hold the pipe open for ever.
        await Task.WhenAny(output, Task.Delay(DrainTime));
        _guardian.Forget(Id);
        var exitCode = _process.ExitCode;
        _process.Dispose();
        return exitCode;
    }
}
