using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>What a caller may say about one call.</summary>
public readonly struct CallOptions
{
    /// <summary>Options of a call.</summary>
    /// <param name="headers">Headers to send; null for none.</param>
    /// <param name="deadline">The moment (UTC) at which the call fails with DEADLINE_EXCEEDED; null for never.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="writeOptions">How messages are written; null for the default.</param>
    [SuppressMessage("Design", "CA1068", Justification = "The order of Grpc.Core: generated code passes the first three by position.")]
    public CallOptions(Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default, WriteOptions? writeOptions = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
    }

    /// <summary>Headers to send; null for none.</summary>
    public Metadata? Headers { get; private init; }

    /// <summary>The moment (UTC) at which the call fails with DEADLINE_EXCEEDED; null for never.</summary>
    public DateTime? Deadline { get; private init; }

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { get; private init; }

    /// <summary>How messages are written; null for the default.</summary>
    public WriteOptions? WriteOptions { get; private init; }

    /// <summary>Whether the call waits for a connection instead of failing with UNAVAILABLE when there is none.</summary>
    public bool IsWaitForReady { get; private init; }

    /// <summary>The same with other headers.</summary>
    public CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same with another deadline (UTC).</summary>
    public CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same with another token.</summary>
    public CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    /// <summary>The same with other write options.</summary>
    public CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>The same, waiting for a connection or not.</summary>
    public CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}
