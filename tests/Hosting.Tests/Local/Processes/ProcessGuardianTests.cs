using System.Diagnostics;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local.Processes;

public sealed class ProcessGuardianTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly OutputRecorder _output = new();

    [Fact]
    public async Task Children_that_were_not_stopped_end_with_the_guardian()
    {
        var guardian = Guardian();
        var child = Start(guardian, "sleep 3600 & echo grandchild $!; wait");
        var grandchild = int.Parse((await _output.First(line => line.StartsWith("grandchild"))).Split(' ')[1]);
        await guardian.DisposeAsync();

        await child.Exited;
        await Eventually.Gone(grandchild);
    }

    [Fact]
    public async Task A_grandchild_that_fled_into_its_own_session_is_found_by_its_environment()
    {
        var guardian = Guardian();
        var child = Start(guardian, "setsid sh -c 'echo fled $$; exec sleep 3600' & wait");
        var fled = int.Parse((await _output.First(line => line.StartsWith("fled"))).Split(' ')[1]);
        await guardian.DisposeAsync();

        await child.Exited;
        await Eventually.Gone(fled);
    }

    [Fact]
    public async Task A_child_that_ignores_every_polite_signal_is_killed()
    {
        var guardian = Guardian();
        var child = Start(guardian, "trap '' TERM INT HUP; echo ready; while :; do sleep 3600; done");
        await _output.Line("ready");
        await guardian.DisposeAsync();

        Assert.Equal(128 + 9, await child.Exited);
    }

    [Fact]
    public async Task A_guardian_that_was_killed_is_replaced_and_knows_the_children()
    {
        var guardian = Guardian();
        var child = Start(guardian, "echo ready; exec sleep 3600");
        await _output.Line("ready");
        var killed = guardian.ProcessId;
        Process.GetProcessById(killed).Kill();
        await Eventually.True(() => guardian.ProcessId != killed);
        await guardian.DisposeAsync();

        Assert.Equal(128 + 15, await child.Exited);
    }

    [Fact]
    public async Task Children_of_a_host_that_died_with_its_guardian_are_ended_by_the_next_host()
    {
        await using var guardian = Guardian();
        var child = Start(guardian, "trap '' INT; echo ready; while :; do sleep 3600; done");
        await _output.Line("ready");
        var ended = await RunningChildren.EndAsync(_scratch.File("children"), TimeSpan.Zero, TimeProvider.System);

        Assert.Equal(1, ended);
        Assert.Equal(128 + 9, await child.Exited);
    }

    [Fact]
    public async Task Containers_that_were_not_removed_are_removed_by_the_guardian()
    {
        var runtime = _scratch.Script("runtime", "echo \"$@\" >>\"$0.asked\"");
        var guardian = Guardian();
        guardian.WatchContainer(runtime, "left");
        guardian.WatchContainer(runtime, "removed");
        guardian.ForgetContainer("removed");
        await guardian.DisposeAsync();

        Assert.Equal(["rm --force --volumes left"], File.ReadAllLines(runtime + ".asked"));
    }

    [Fact]
    public async Task A_process_that_merely_has_the_number_of_an_old_child_is_left_alone()
    {
        File.WriteAllText(_scratch.File("children"), $"{Environment.ProcessId} 1\n");

        Assert.Equal(0, await RunningChildren.EndAsync(_scratch.File("children"), TimeSpan.Zero, TimeProvider.System));
    }

    public void Dispose() => _scratch.Dispose();

    private ProcessGuardian Guardian() => ProcessGuardian.Start(_scratch.File("children"));

    private ChildProcess Start(ProcessGuardian guardian, string script) =>
        ChildProcess.Start(new ProcessCommand("/bin/sh", ["-c", script], _scratch.FullPath), guardian, _output.Add);
}
