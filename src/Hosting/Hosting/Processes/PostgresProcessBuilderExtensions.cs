using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting;
using OtelShop.Hosting.Processes;

namespace Aspire.Hosting;

/// <summary>PostgreSQL without a container.</summary>
public static class PostgresProcessBuilderExtensions
{
    private const string VersionFile = "PG_VERSION";

    // Sized for a developer's machine. Durability stays as it is: an order that was confirmed survives.
    private static readonly string[] Settings =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100", "shared_buffers=32MB", "jit=off",
        "wal_level=minimal", "max_wal_senders=0", "max_replication_slots=0", "max_wal_size=256MB", "autovacuum_max_workers=1",
        "max_worker_processes=2", "max_parallel_workers=0", "max_logical_replication_workers=0", "log_min_messages=warning",
    ];

    /// <summary>Runs the operating system's PostgreSQL, its data kept below the data folder. Published, or with <c>--backing containers</c>, nothing changes.</summary>
    public static IResourceBuilder<PostgresServerResource> RunAsProcess(this IResourceBuilder<PostgresServerResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var postgres = builder.Resource;
        builder.RunAsProcess(
            postgres.PrimaryEndpoint.EndpointName,
            context => PrepareAsync(postgres, context),
            $"When its data is damaged or of another version, start empty with --fresh.");
        builder.ApplicationBuilder.KeepPassword(postgres.PasswordParameter);
        return builder;
    }

    private static async Task<ProcessStart> PrepareAsync(PostgresServerResource postgres, BackingContext context)
    {
        var folder = context.Data.Folder(postgres.Name);
        var server = FindServer(folder);
        var user = UnprivilegedUser.For("PostgreSQL", "postgres", "nobody");
        if (File.Exists(Path.Combine(folder, VersionFile)))
            await ProcessStart.OwnAsync(folder, user, context.Logger, context.CancellationToken);
        else
            await InitializeAsync(postgres, Path.GetDirectoryName(server)!, folder, user, context);
        await PostmasterFile.ClearAsync(folder, context.CancellationToken);
        var port = context.Port.ToString(CultureInfo.InvariantCulture);
        return new ProcessStart(server, ["-D", folder, "-c", $"port={port}", .. Settings.SelectMany(setting => (string[])["-c", setting])], folder, user);
    }

    // A cluster can only be used by the version that made it, which may not be the newest one here.
    private static string FindServer(string folder)
    {
        var version = Path.Combine(folder, VersionFile);
        var made = File.Exists(version) ? File.ReadAllText(version).Trim() : null;
        var server = ProgramFinder.Default.Find(made is null ? ["postgres"] : [$"../../{made}/bin/postgres", "postgres"]) ?? throw new DistributedApplicationException(
            "PostgreSQL was found neither on PATH nor in /usr/lib/postgresql; install it (Debian: apt-get install postgresql), or use --backing containers.");
        // Its tools are beside the program itself, not beside a link to it.
        return File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server;
    }

    private static async Task InitializeAsync(PostgresServerResource postgres, string programs, string folder, UnprivilegedUser? user, BackingContext context)
    {
        // A cluster that was only half made when the AppHost died must not be taken for one.
        var unfinished = folder + ".new";
        foreach (var old in new[] { unfinished, folder }.Where(Directory.Exists))
            Directory.Delete(old, recursive: true);
        Directory.CreateDirectory(unfinished, DataDirectory.OwnerOnly);
        DataDirectory.WriteSecret(Path.Combine(unfinished, "password"), (await postgres.PasswordParameter.GetValueAsync(context.CancellationToken))!);
        await ProcessStart.OwnAsync(unfinished, user, context.Logger, context.CancellationToken);
        var name = await postgres.UserNameReference.GetValueAsync(context.CancellationToken);
        string[] arguments =
        [
            "-D", Path.Combine(unfinished, "cluster"), $"--username={name}", $"--pwfile={Path.Combine(unfinished, "password")}",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync",
        ];
        await new ProcessStart(Path.Combine(programs, "initdb"), arguments, unfinished, user).RunAsync(context.Logger, context.CancellationToken);
        Directory.Move(Path.Combine(unfinished, "cluster"), folder);
        Directory.Delete(unfinished, recursive: true);
    }
}
