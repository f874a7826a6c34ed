using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>How a channel connects and calls.</summary>
public sealed class GrpcChannelOptions
{
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>Needed for addresses that do not say it themselves (dns, static); null is taken from the scheme.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Largest message to send, in bytes. Default null: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Largest message to receive, in bytes, after decompression. Default 4 MiB; null lifts the limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>The encodings that the client reads and writes; null for gzip and deflate.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>What sends requests; null for a handler of the channel's own.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>An HTTP client in place of <see cref="HttpHandler"/>. Its time-out bounds calls: set it to infinite.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Whether the channel disposes the handler or client that it was given. Default no.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Takes the channel's log; null for none.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Whether a call that its own token cancelled throws <see cref="OperationCanceledException"/> in place of <see cref="RpcException"/>. Default no.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Load balancing and retries; null for none.</summary>
    public ServiceConfig? ServiceConfig { get; set; }

    /// <summary>Bounds <see cref="RetryPolicy.MaxAttempts"/>. Default 5; null for no bound.</summary>
    public int? MaxRetryAttempts { get; set; } = 5;

    /// <summary>The first time that an address which cannot be reached is left out. Default 1 second.</summary>
    public TimeSpan InitialReconnectBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such time. Default 2 minutes; null for no bound.</summary>
    public TimeSpan? MaxReconnectBackoff { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gives resolvers and the clock; null for the defaults.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
