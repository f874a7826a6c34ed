using Npgsql;

namespace OtelShop.Testing.Backing;

/// <summary>A PostgreSQL server of its own on a free port, ended and erased with the fixture. Usable as class or collection fixture.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    // PostgreSQL refuses to run as root; any other account will do.
    private static readonly string[] AsAnotherUser = Environment.UserName == "root" ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"] : [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("otelshop-postgres-");
    private readonly int _port = FreePort.Find();
    private ServerProcess? _server;

    /// <summary>Whether the write-ahead log is kept in <see cref="ArchiveFolder"/>, for a restore to a point in time.</summary>
    public bool ArchivesLog { get; init; }

    /// <summary>Finished segments of the log.</summary>
    public string ArchiveFolder => Path.Combine(_folder.FullName, "archive");

    /// <summary>Address for PostgreSQL's own programs, without a database.</summary>
    public string Address => $"postgresql://postgres@127.0.0.1:{_port}";

    /// <summary>Leads to the database "postgres", as the superuser.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres";

    /// <summary>Makes an empty database and answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        // A pooled connection would not survive a stop of the server.
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        // EF Core keeps the pools of hosts that ended: their idle connections close soon.
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, ConnectionIdleLifetime = 2, ConnectionPruningInterval = 1 }.ConnectionString;
    }

    /// <summary>Makes a database, runs a file of SQL from the output folder in it, and answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string scriptFile)
    {
        var connectionString = await CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var script = database.CreateCommand(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, scriptFile)));
        await script.ExecuteNonQueryAsync();
        return connectionString;
    }

    public async ValueTask InitializeAsync()
    {
        var data = Path.Combine(_folder.FullName, "data");
        if (AsAnotherUser.Length > 0)
            await ServerProcess.RunAsync(["chown", "nobody:nogroup", _folder.FullName]);
        await ServerProcess.RunAsync([.. AsAnotherUser, Find("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--no-locale"]);
        if (ArchivesLog)
            await ServerProcess.RunAsync([.. AsAnotherUser, "mkdir", ArchiveFolder]);
        await StartAsync();
    }

    /// <summary>Copies the running server: a base backup.</summary>
    public async Task<string> BackUpAsync()
    {
        var backup = Path.Combine(_folder.FullName, $"backup-{Guid.NewGuid():N}");
        await ServerProcess.RunAsync([.. AsAnotherUser, Find("pg_basebackup"), "--dbname", Address, "--pgdata", backup, "--checkpoint=fast", "--wal-method=none", "--no-sync"]);
        return backup;
    }

    /// <summary>Starts the server, again after <see cref="StopAsync"/> on the same port with the same data.</summary>
    public async Task StartAsync()
    {
        _server = ServerProcess.Start("INT", [
            .. AsAnotherUser, Find("postgres"), "-D", Path.Combine(_folder.FullName, "data"), "-h", "127.0.0.1", "-p", $"{_port}",
            "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=200",
            .. ArchivesLog ? (string[])["-c", "archive_mode=on", "-c", $"archive_command=cp %p {ArchiveFolder}/%f"] : [],
        ]);
        await ServerProcess.WaitUntilAsync(AnswersAsync);
    }

    /// <summary>Stops the server and keeps its data.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false; // Not there yet.
        }
    }

    private static string Find(string program) =>
        Directory.EnumerateDirectories("/usr/lib/postgresql").Order().Select(version => Path.Combine(version, "bin", program)).LastOrDefault(File.Exists) ?? program;
}
