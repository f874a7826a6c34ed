using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local.Processes;

public sealed class ChildProcessTests : IAsyncLifetime
{
    private readonly ScratchDirectory _scratch = new();
    private readonly ProcessGuardian _guardian;
    private readonly OutputRecorder _output = new();

    public ChildProcessTests() => _guardian = ProcessGuardian.Start(_scratch.File("children"));

    [Fact]
    public async Task Every_line_of_both_streams_is_handed_on_before_the_exit_is_told()
    {
        var child = Start("echo first; echo second >&2; printf 'no line break'; exit 3");

        Assert.Equal(3, await child.Exited);
        Assert.Equal(["first", "no line break"], _output.Lines(isError: false));
        Assert.Equal(["second"], _output.Lines(isError: true));
    }

    [Fact]
    public async Task Characters_of_several_bytes_arrive_whole()
    {
        await Start("i=0; while [ $i -lt 3000 ]; do printf 'ä€🔭'; i=$((i+1)); done; echo").Exited;

        Assert.Equal(string.Concat(Enumerable.Repeat("ä€🔭", 3000)), Assert.Single(_output.Lines(isError: false)));
    }

    [Fact]
    public async Task A_variable_may_have_a_name_that_no_shell_accepts()
    {
        var command = Command("tr '\\0' '\\n' </proc/$$/environ | grep ^services__product") with
        {
            Environment = new Dictionary<string, string> { ["services__product-catalog__http__0"] = "http://127.0.0.1:1" },
        };
        await ChildProcess.Start(command, _guardian, _output.Add).Exited;

        Assert.Equal("services__product-catalog__http__0=http://127.0.0.1:1", Assert.Single(_output.Lines(isError: false)));
    }

    [Fact]
    public async Task A_child_that_cleans_up_on_the_signal_is_waited_for()
    {
        var child = Start("trap 'echo cleaned; exit 0' TERM; echo ready; while :; do sleep 60 & wait; done");
        await _output.Line("ready");

        Assert.True(await child.StopAsync(TimeSpan.FromMinutes(1), TimeProvider.System));
        Assert.Contains("cleaned", _output.Lines(isError: false));
    }

    [Fact]
    public async Task A_child_that_ignores_the_signal_is_killed_when_its_time_is_over()
    {
        var child = Start("trap '' TERM; echo ready; while :; do sleep 60; done");
        await _output.Line("ready");

        Assert.False(await child.StopAsync(TimeSpan.Zero, TimeProvider.System));
        Assert.Equal(128 + 9, await child.Exited);
    }

    [Fact]
    public async Task Grandchildren_end_with_the_child_that_crashed()
    {
        var child = Start("sleep 3600 & echo $!; exit 1");
        await child.Exited;
        var grandchild = int.Parse(_output.Lines(isError: false)[0]);

        await Eventually.Gone(grandchild);
    }

    [Fact]
    public async Task A_child_reads_nothing_from_the_terminal()
    {
        var child = Start("cat; echo 'end of input'");
        await child.Exited;

        Assert.Equal("end of input", Assert.Single(_output.Lines(isError: false)));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _guardian.DisposeAsync();
        _scratch.Dispose();
    }

    private ProcessCommand Command(string script) => new("/bin/sh", ["-c", script], _scratch.FullPath);

    private ChildProcess Start(string script) => ChildProcess.Start(Command(script), _guardian, _output.Add);
}
