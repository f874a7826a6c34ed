namespace Aspire.Hosting.Tests.Local.Containers;

/// <summary>The runtime is a script that writes down what it is asked to do.</summary>
public sealed class ContainerTests : IDisposable
{
    private const string Recorder = """
        case $1 in
          ps) cat "$(dirname "$0")/leftovers" 2>/dev/null; exit 0 ;;
          run) echo "$@"; echo "password is $POSTGRES_PASSWORD"; exec sleep 3600 ;;
          *) echo "$@" >>"$(dirname "$0")/asked" ;;
        esac
        """;

    private readonly ScratchDirectory _scratch = new();

    [Fact]
    public async Task A_database_runs_in_the_image_that_production_uses()
    {
        await using var host = Host(Recorder);
        var postgres = host.Builder.AddPostgres("postgres").WithDataVolume("rows");
        await host.StartAsync();
        var command = await host.Said("postgres", line => line.StartsWith("run "));
        var port = postgres.Resource.PrimaryEndpoint.Port;

        Assert.Contains($"--publish 127.0.0.1:{port}:5432 --volume rows:/var/lib/postgresql/data", command);
        Assert.Contains("--network-alias postgres", command);
        Assert.Contains("docker.io/library/postgres:", command);
    }

    [Fact]
    public async Task A_password_does_not_show_in_the_list_of_processes()
    {
        await using var host = Host(Recorder);
        var password = host.Builder.AddParameter("secret-word", "open-sesame", secret: true);
        host.Builder.AddPostgres("postgres", password: password);
        await host.StartAsync();

        Assert.DoesNotContain("open-sesame", await host.Said("postgres", line => line.StartsWith("run ")));
        await host.Said("postgres", line => line == "password is open-sesame");
    }

    [Fact]
    public async Task Containers_of_a_killed_host_are_removed_by_the_next_one()
    {
        File.WriteAllText(_scratch.File("leftovers"), "0123abcd\n");
        await using var host = Host(Recorder);
        host.Builder.AddContainer("box", "busybox");
        await host.StartAsync();
        await host.Reached("box", KnownResourceStates.Running);

        Assert.Contains("rm --force --volumes 0123abcd", File.ReadAllLines(_scratch.File("asked")));
    }

    [Fact]
    public async Task A_container_is_removed_when_the_host_stops()
    {
        await using (var host = Host(Recorder))
        {
            host.Builder.AddContainer("box", "busybox").WithContainerName("my-box");
            await host.StartAsync();
            await host.Reached("box", KnownResourceStates.Running);
        }

        Assert.Contains("rm --force --volumes my-box", File.ReadAllLines(_scratch.File("asked")));
    }

    [Fact]
    public async Task A_runtime_that_does_not_answer_is_named_and_the_rest_keeps_running()
    {
        await using var host = Host("echo 'Cannot connect to the daemon.' >&2; exit 1");
        host.Builder.AddContainer("box", "busybox");
        host.AddScript("cart", "exec sleep 3600");
        await host.StartAsync();
        await host.Reached("box", KnownResourceStates.RuntimeUnhealthy);

        Assert.Contains("does not answer: Cannot connect to the daemon.", await host.Console.Notice("box could not be started"));
        await host.Reached("cart", KnownResourceStates.Running);
    }

    public void Dispose() => _scratch.Dispose();

    private LocalHost Host(string runtime) =>
        new(_scratch, "--backing=containers", $"--ASPIRE_CONTAINER_RUNTIME={_scratch.Script("runtime", runtime)}");
}
