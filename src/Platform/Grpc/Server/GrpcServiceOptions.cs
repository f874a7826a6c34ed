using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services behave. What is null in the options of one service is taken from those of all.</summary>
public class GrpcServiceOptions
{
    internal const int DefaultReceiveMaxMessageSize = 4 * 1024 * 1024;

    private int? _maxReceiveMessageSize;

    /// <summary>Largest message to send, in bytes. Default null: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Largest message to receive, in bytes, after decompression. Default 4 MiB; null lifts the limit.</summary>
    public int? MaxReceiveMessageSize
    {
        get => _maxReceiveMessageSize;
        set
        {
            _maxReceiveMessageSize = value;
            IsMaxReceiveMessageSizeSet = true;
        }
    }

    /// <summary>Whether callers see the text of exceptions. Default null: no. For development only.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The encoding of responses, such as "gzip", for clients that accept it. Default null: not compressed.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>The effort for responses; null for the provider's default.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The encodings that the server reads and writes. Default gzip and deflate.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];

    /// <summary>What sees calls before the service does; the first added comes first, those of all services before those of one.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    /// <summary>Whether other middleware may answer calls to unknown services. Default null: no, they get UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    internal bool IsMaxReceiveMessageSizeSet { get; private set; }

    /// <summary>Keeps the class open for the options of one service.</summary>
    protected internal virtual bool IsForOneService => false;
}

/// <summary>How one service behaves.</summary>
/// <typeparam name="TService">The service.</typeparam>
public sealed class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class
{
    /// <inheritdoc />
    protected internal override bool IsForOneService => true;
}
