using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Containers;

/// <summary>Docker or podman, asked through its command line.</summary>
internal sealed class ContainerRuntime(LocalOptions options, IConfiguration configuration, ProgramFinder programs, ILogger<ContainerRuntime> logger)
    : IDisposable
{
    /// <summary>Says to which host's data a container or network belongs.</summary>
    public const string OwnerLabel = "otelshop.data";

    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _ready;

    /// <summary>Name of the network that this host's containers share; also the value of <see cref="OwnerLabel"/>.</summary>
    public string Owner { get; } = "otelshop-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.DataDirectory)))[..10];

    /// <summary>Absolute path of the runtime, which answers, has this host's network and none of its old containers.</summary>
    /// <exception cref="ContainerRuntimeUnavailableException">It is missing or does not answer.</exception>
    public async Task<string> ReadyAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _ready ??= await PrepareAsync(instance, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<string> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        var wanted = configuration["ASPIRE_CONTAINER_RUNTIME"] ?? configuration["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        var runtime = programs.Find(wanted is null ? ["docker", "podman"] : [wanted]) ?? throw new ContainerRuntimeUnavailableException(
            $"{wanted ?? "neither docker nor podman"} was {(wanted is null ? "" : "not ")}found. Install it (Debian: apt-get install docker.io), or leave out --backing containers.");
        var (exitCode, answer) = await AskAsync(instance, runtime, ["ps", "--all", "--quiet", "--filter", $"label={OwnerLabel}={Owner}"], cancellationToken);
        if (exitCode != 0)
        {
            throw new ContainerRuntimeUnavailableException(
                $"{Path.GetFileName(runtime)} does not answer: {answer.FirstOrDefault() ?? "no reason given"} Start it; the containers follow by themselves.");
        }

        if (answer.Count > 0)
        {
            await AskAsync(instance, runtime, ["rm", "--force", "--volumes", .. answer], cancellationToken);
            logger.ContainersRemoved(answer.Count);
        }

        if ((await AskAsync(instance, runtime, ["network", "inspect", Owner], cancellationToken)).ExitCode != 0)
            await CreateNetworkAsync(instance, runtime, cancellationToken);
        return runtime;
    }

    private async Task CreateNetworkAsync(InstanceContext instance, string runtime, CancellationToken cancellationToken)
    {
        var (exitCode, answer) = await AskAsync(instance, runtime, ["network", "create", "--label", $"{OwnerLabel}={Owner}", Owner], cancellationToken);
        if (exitCode != 0)
            throw new DistributedApplicationException($"the containers' network could not be created: {string.Join(' ', answer)}");
    }

    private static async Task<(int ExitCode, List<string> Answer)> AskAsync(
        InstanceContext instance, string runtime, string[] arguments, CancellationToken cancellationToken)
    {
        var answer = new List<string>();
        var exitCode = await instance.Tools.RunAsync(new ProcessCommand(runtime, arguments, "/"), (line, _) =>
        {
            lock (answer)
                answer.Add(line);
        }, cancellationToken);
        return (exitCode, answer);
    }
}
