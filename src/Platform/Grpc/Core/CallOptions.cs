using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>What a caller says about one call.</summary>
/// <param name="headers">Request metadata, or null.</param>
/// <param name="deadline">The moment the call must have ended by, in UTC; null for none.</param>
/// <param name="cancellationToken">Gives the call up.</param>
/// <param name="writeOptions">How messages are written, or null.</param>
/// <param name="propagationToken">The call that this one is made for, or null.</param>
/// <param name="credentials">Ignored: channels here are not authenticated per call.</param>
[SuppressMessage("Design", "CA1068", Justification = "The order of the parameters is Grpc.Core's.")]
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    ContextPropagationToken? propagationToken = null,
    CallCredentials? credentials = null)
{
    /// <summary>Request metadata, or null.</summary>
    public Metadata? Headers { get; private set; } = headers;

    /// <summary>The moment the call must have ended by, in UTC; null for none.</summary>
    public DateTime? Deadline { get; private set; } = deadline;

    /// <summary>Gives the call up.</summary>
    public CancellationToken CancellationToken { get; private set; } = cancellationToken;

    /// <summary>How messages are written, or null.</summary>
    public WriteOptions? WriteOptions { get; private set; } = writeOptions;

    /// <summary>The call that this one is made for, or null.</summary>
    public ContextPropagationToken? PropagationToken { get; private set; } = propagationToken;

    /// <summary>Credentials of this call, or null.</summary>
    public CallCredentials? Credentials { get; private set; } = credentials;

    /// <summary>Whether the call waits for a connection instead of failing when there is none.</summary>
    public bool IsWaitForReady { get; private set; }

    /// <summary>The same options with other headers.</summary>
    /// <param name="headers">Request metadata.</param>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same options with another deadline.</summary>
    /// <param name="deadline">In UTC.</param>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same options with another token.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    /// <summary>The same options with other write options.</summary>
    /// <param name="writeOptions">How messages are written.</param>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>The same options, waiting for a connection or not.</summary>
    /// <param name="waitForReady">Whether to wait.</param>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}
