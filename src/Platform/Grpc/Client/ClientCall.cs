using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Client;

/// <summary>
/// One call from its start to its end, whichever kind it is. It ends once: by the server's status, an error, the deadline or the caller.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The end of the call disposes what it holds.")]
internal abstract partial class ClientCall : CallState
{
    /// <summary>The longest time that a timer can wait, 49 days; later deadlines are as good as none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly CancellationTokenSource _cancellation = new();
    private readonly GrpcChannel _channel;
    private readonly IMethod _method;
    private readonly CallMethod _facts;
    private readonly CallOptions _options;
    private readonly string? _host;
    private readonly long _started;
    private CancellationTokenRegistration _callerCancels;
    private CallOutcome? _cancelledAs;
    private CallOutcome? _outcome;
    private Activity? _activity;
    private ITimer? _deadlineTimer;
    private HttpResponseMessage? _response;
    private Metadata? _headers;
    private Task<HttpResponseMessage?>? _opening;

    protected ClientCall(GrpcChannel channel, IMethod method, string? host, CallOptions options)
    {
        _channel = channel;
        _method = method;
        _facts = channel.DescribeMethod(method);
        _host = host;
        _options = options;
        _started = Stopwatch.GetTimestamp();
        RequestCompression = FindRequestCompression();
    }

    public override Task<Metadata> ResponseHeadersAsync => ReadHeadersAsync();

    public CallOptions Options => _options;

    public bool IsEnded => Volatile.Read(ref _outcome) is not null;

    protected GrpcChannel Channel => _channel;

    protected CancellationToken Token { get; private set; }

    /// <summary>How requests are compressed; null for not at all.</summary>
    protected ICompressionProvider? RequestCompression { get; }

    /// <summary>How the server compresses; null for not at all.</summary>
    protected ICompressionProvider? ResponseCompression { get; private set; }

    public override Status GetStatus() => Ended().Status;

    public override Metadata GetTrailers() => Ended().Trailers;

    public override void Dispose() => Cancel(new CallOutcome(new Status(StatusCode.Cancelled, "gRPC call disposed."), Metadata.Empty));

    /// <summary>Ends the call for the caller's own reason.</summary>
    public void CancelByCaller(Exception? cause = null) =>
        Cancel(new CallOutcome(new Status(StatusCode.Cancelled, "Call canceled by the client.", cause), Metadata.Empty));

    /// <summary>Ends the call with an outcome that was not the server's, and stops the request.</summary>
    public void Cancel(CallOutcome outcome)
    {
        if (IsEnded) { return; }
        Interlocked.CompareExchange(ref _cancelledAs, outcome, null);
        End(_cancelledAs);
    }

    /// <summary>What the caller gets to see of a call that did not end well.</summary>
    public Exception ToException()
    {
        var outcome = Ended();
        return outcome.Status.StatusCode == StatusCode.Cancelled && _channel.Options.ThrowOperationCanceledOnCancellation && _options.CancellationToken.IsCancellationRequested
            ? new OperationCanceledException(outcome.Status.Detail, outcome.ToException(), _options.CancellationToken)
            : outcome.ToException();
    }

    /// <summary>Ends the call. The first end counts.</summary>
    protected void End(CallOutcome outcome)
    {
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is not null) { return; }

        _deadlineTimer?.Dispose();
        _callerCancels.Unregister();
        _channel.Ended(this);
        ClientTelemetry.End(_activity, outcome.Status);
        if (ClientTelemetry.IsMeasuring)
        {
            ClientTelemetry.Record(_facts.Names, _channel.Address, outcome.Status.StatusCode, Stopwatch.GetElapsedTime(_started));
        }

        if (outcome.Status.StatusCode != StatusCode.OK)
        {
            _channel.Surroundings.Logger.CallEnded(outcome.Status.DebugException, _method.FullName, outcome.Status.StatusCode, outcome.Status.Detail);
        }

        // Whatever still waits for the network stops, and a stream that the server has not ended is reset.
        if (!ReferenceEquals(outcome, _serverEnd)) { _cancellation.Cancel(); }
        _response?.Dispose();
        OnEnded();
    }

    /// <summary>Stops what a kind of call has going on its own.</summary>
    protected virtual void OnEnded()
    {
    }

    /// <summary>Ends the call with an error of the transport or of a message, unless something else ended it first.</summary>
    protected void EndByError(Exception error) => End(_cancelledAs ?? OutcomeReader.FromError(error));

    private CallOutcome Ended() =>
        Volatile.Read(ref _outcome) ?? throw new InvalidOperationException("The call is not complete: its status is known when its last message has been read.");

    private async Task<Metadata> ReadHeadersAsync()
    {
        var response = await _opening!.ConfigureAwait(false);
        if (response is null && _headers is null) { throw ToException(); }
        return _headers ??= OutcomeReader.ReadMetadata(response!.Headers);
    }
}
