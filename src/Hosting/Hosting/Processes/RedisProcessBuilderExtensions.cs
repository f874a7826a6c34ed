using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting;
using OtelShop.Hosting.Processes;

namespace Aspire.Hosting;

/// <summary>Redis without a container.</summary>
public static class RedisProcessBuilderExtensions
{
    /// <summary>
    /// Runs the operating system's Valkey or Redis, its data kept below the data folder. Published, or with <c>--backing containers</c>, nothing changes.
    /// </summary>
    public static IResourceBuilder<RedisResource> RunAsProcess(this IResourceBuilder<RedisResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.ApplicationBuilder.ExecutionContext.IsRunMode && builder.ApplicationBuilder.Configuration.UsesProcesses())
            builder.WithoutHttpsCertificate();
        builder.RunAsProcess(builder.Resource.PrimaryEndpoint.EndpointName, context => PrepareAsync(builder.Resource, context));
        builder.ApplicationBuilder.KeepPassword(builder.Resource.PasswordParameter);
        return builder;
    }

    private static async Task<ProcessStart> PrepareAsync(RedisResource redis, BackingContext context)
    {
        var server = ProgramFinder.Default.Find("valkey-server", "redis-server") ?? throw new DistributedApplicationException(
            "neither valkey-server nor redis-server was found; install one of them (Debian: apt-get install redis-server), or use --backing containers.");
        var user = UnprivilegedUser.For(Path.GetFileName(server), "valkey", "redis", "nobody");
        var folder = context.Data.PrivateFolder(redis.Name);
        var password = redis.PasswordParameter is { } parameter ? await parameter.GetValueAsync(context.CancellationToken) : null;
        // The password is in a file, because every user of the machine can read a command line.
        DataDirectory.WriteSecret(Path.Combine(folder, "server.conf"), $"""
            bind 127.0.0.1
            port {context.Port}
            daemonize no
            dir .
            save ""
            appendonly yes
            {(password is null ? "" : $"requirepass \"{password.Replace("\\", @"\\").Replace("\"", "\\\"")}\"")}

            """);
        await ProcessStart.OwnAsync(folder, user, context.Logger, context.CancellationToken);
        return new ProcessStart(server, ["./server.conf"], folder, user);
    }
}
