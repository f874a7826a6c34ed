using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace OtelShop.ServiceDefaults.Redis;

/// <summary>Each new connection signs in with what the file has then: a mounted Secret changes while the service runs.</summary>
/// <param name="path">The file. Without it the server refuses the connection, and the client tries again.</param>
internal sealed class RedisPasswordFile(string path) : DefaultOptionsProvider
{
    /// <summary>Name of the setting with the path.</summary>
    public const string Setting = "Redis:PasswordFile";

    /// <inheritdoc/>
    public override bool AbortOnConnectFail => false;

    /// <inheritdoc/>
    public override string? Password => File.Exists(path) ? File.ReadAllText(path).TrimEnd() : null;
}

internal static class RedisPasswordFileExtensions
{
    /// <summary>Reads the password of Redis from the file <c>Redis:PasswordFile</c>, unless a connection string has one.</summary>
    /// <param name="builder">The application.</param>
    public static void AddRedisPasswordFile(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[RedisPasswordFile.Setting] is { Length: > 0 } file)
            builder.AddConfigured(file);
    }

    // Apart, so that a service without Redis loads no assembly of its client.
    private static void AddConfigured(this IHostApplicationBuilder builder, string file) => builder.Services.AddOptions<ConfigurationOptions>().PostConfigure(redis =>
    {
        if (string.IsNullOrEmpty(redis.Password))
            redis.Defaults = new RedisPasswordFile(file);
    });
}
