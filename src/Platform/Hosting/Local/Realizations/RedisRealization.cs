using System.Globalization;
using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>The operating system's Valkey or Redis, whichever is there: for their clients they are the same.</summary>
internal sealed class RedisRealization(LocalOptions options, ProgramFinder programs) : IRealization
{
    public bool StopsLast => true;

    public bool RunsForever => true;

    public bool Realizes(IResource resource) => options.Backing == Backing.Embedded && resource is RedisResource or ValkeyResource;

    public async Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        var server = programs.Find("valkey-server", "redis-server") ?? throw new DistributedApplicationException(
            "neither valkey-server nor redis-server was found. Install one of them (Debian: apt-get install redis-server), or use --backing containers.");
        var account = OwnedDirectory.AccountFor(Path.GetFileName(server), "valkey", "redis", "nobody");
        var directory = Path.Combine(instance.Data.FullPath, instance.Resource.Name);
        if (!Directory.Exists(directory))
            Directory.CreateDirectory(directory);
        // The password is in a file, because the command line can be read by everybody.
        OwnedDirectory.WriteSecret(Path.Combine(directory, "server.conf"), Configuration(instance, await PasswordAsync(instance.Resource, cancellationToken)));
        await OwnedDirectory.PrepareAsync(instance, directory, account, cancellationToken);
        return new RealizedProcess(new ProcessCommand(server, ["./server.conf"], directory) { User = account });
    }

    private static string Configuration(InstanceContext instance, string? password)
    {
        var persistence = instance.Resource.Annotations.OfType<RedisPersistenceAnnotation>().LastOrDefault();
        var save = persistence is null
            ? "save \"\""
            : string.Create(CultureInfo.InvariantCulture, $"save {Math.Max(1, (int)persistence.Interval.TotalSeconds)} {persistence.KeysChangedThreshold}");
        return $"""
            bind 127.0.0.1
            port {instance.PortOf(RedisResource.PrimaryEndpointName)}
            daemonize no
            dir .
            {save}
            {(password is null ? "" : $"requirepass \"{Escape(password)}\"")}

            """;
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");

    private static async Task<string?> PasswordAsync(IResource resource, CancellationToken cancellationToken)
    {
        var parameter = resource is ValkeyResource valkey ? valkey.PasswordParameter : ((RedisResource)resource).PasswordParameter;
        return parameter is null ? null : await parameter.GetValueAsync(cancellationToken);
    }
}
