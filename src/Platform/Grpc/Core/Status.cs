namespace Grpc.Core;

/// <summary>The result of a call: a code, a message for people, and locally the exception behind it.</summary>
/// <param name="statusCode">The code.</param>
/// <param name="detail">The message; sent percent-encoded as <c>grpc-message</c>.</param>
/// <param name="debugException">What went wrong locally; never sent.</param>
public readonly struct Status(StatusCode statusCode, string? detail, Exception? debugException)
{
    /// <summary>Success.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancelled, without a message.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>A result without a local exception.</summary>
    /// <param name="statusCode">The code.</param>
    /// <param name="detail">The message.</param>
    public Status(StatusCode statusCode, string? detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>The code.</summary>
    public StatusCode StatusCode { get; } = statusCode;

    /// <summary>The message; never null.</summary>
    public string Detail { get => field ?? ""; } = detail!;

    /// <summary>The local exception, or null.</summary>
    public Exception? DebugException { get; } = debugException;

    /// <inheritdoc/>
    public override string ToString() =>
        DebugException is null
            ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
            : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
