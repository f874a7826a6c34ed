using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>The operating system's PostgreSQL, as a child of the host with a cluster of its own.</summary>
internal sealed class PostgresRealization(LocalOptions options, ProgramFinder programs) : IRealization
{
    private const string VersionFile = "PG_VERSION";

    /// <summary>Sized for a developer's machine. Durability is left as it is: an order that was confirmed stays.</summary>
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100", "shared_buffers=32MB", "jit=off",
        "wal_level=minimal", "max_wal_senders=0", "max_replication_slots=0", "max_wal_size=256MB", "autovacuum_max_workers=1",
        "max_worker_processes=2", "max_parallel_workers=0", "max_logical_replication_workers=0", "log_min_messages=warning",
        "password_encryption=scram-sha-256",
    ];

    public bool StopsLast => true;

    public bool RunsForever => true;

    public bool Realizes(IResource resource) => options.Backing == Backing.Embedded && resource is PostgresServerResource;

    public async Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(instance.Data.FullPath, instance.Resource.Name);
        var server = FindServer(directory);
        var account = OwnedDirectory.AccountFor("PostgreSQL", "postgres", "nobody");
        if (!File.Exists(Path.Combine(directory, VersionFile)))
            await InitializeAsync(instance, Path.GetDirectoryName(server)!, directory, account, cancellationToken);
        else
            await OwnedDirectory.PrepareAsync(instance, directory, account, cancellationToken);
        await PostmasterFile.ClearAsync(directory, cancellationToken);

        var port = instance.PortOf(PostgresServerResource.PrimaryEndpointName);
        return new RealizedProcess(new ProcessCommand(
            server, ["-D", directory, "-c", $"port={port}", .. Settings.SelectMany(setting => (string[])["-c", setting])], directory)
        {
            StopSignal = StopSignal.Interrupt,
            StopsItsOwnChildren = true,
            User = account,
        })
        {
            WayOut = $"When its data is damaged or was made by another version, start empty with --fresh, or move {directory} away.",
        };
    }

    // A cluster can only be used by the version that made it, which may not be the newest one here.
    private string FindServer(string directory)
    {
        var version = Path.Combine(directory, VersionFile);
        var made = File.Exists(version) ? File.ReadAllText(version).Trim() : null;
        var server = programs.Find(made is null ? ["postgres"] : [$"../../{made}/bin/postgres", "postgres"]) ?? throw new DistributedApplicationException(
            "PostgreSQL was not found, neither on PATH nor in /usr/lib/postgresql. Install it (Debian: apt-get install postgresql), or use --backing containers.");
        // The tools that belong to it are beside the program itself, not beside a link to it.
        return File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(server);
    }

    private static async Task InitializeAsync(
        InstanceContext instance, string programs, string directory, UnprivilegedUser? account, CancellationToken cancellationToken)
    {
        var resource = (PostgresServerResource)instance.Resource;
        // A cluster that was only half made when the host died must not be taken for one.
        var unfinished = directory + ".new";
        foreach (var old in new[] { unfinished, directory }.Where(Directory.Exists))
            Directory.Delete(old, recursive: true);
        Directory.CreateDirectory(unfinished);
        OwnedDirectory.WriteSecret(Path.Combine(unfinished, "password"), (await resource.PasswordParameter.GetValueAsync(cancellationToken))!);
        await OwnedDirectory.PrepareAsync(instance, unfinished, account, cancellationToken);
        var user = await resource.UserNameReference.GetValueAsync(cancellationToken);
        var exitCode = await instance.Tools.RunAsync(new ProcessCommand(
            Path.Combine(programs, "initdb"),
            [
                "-D", Path.Combine(unfinished, "cluster"), $"--username={user}", $"--pwfile={Path.Combine(unfinished, "password")}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync",
            ],
            unfinished)
        { User = account }, cancellationToken);
        if (exitCode != 0)
            throw new DistributedApplicationException($"initdb ended with exit code {exitCode}; its lines are in {Path.Combine(instance.Data.Logs, instance.Id)}.log.");
        Directory.Move(Path.Combine(unfinished, "cluster"), directory);
        Directory.Delete(unfinished, recursive: true);
    }
}
