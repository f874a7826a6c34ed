using System.Collections.Immutable;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Grpc.AspNetCore.Server;

// The method and the deadline may both want to end a call: whoever claims it first does. Calls without a deadline need no lock.
internal sealed partial class ServerCall
{
    private const int ErrorCodeNone = 0;

    private static readonly ImmutableArray<StringValues> CodeTexts = [.. Enum.GetValues<StatusCode>().Select(code => new StringValues(((int)code).ToString()))];

    private bool _isClaimedByMethod;
    private bool _isClaimedByDeadline;
    private bool _isWriting;
    private bool _isDeadlinePassed;
    private bool _isEnded;

    /// <summary>Ends a call whose method returned normally.</summary>
    public void End()
    {
        if (TryClaim()) { WriteEnd(); }
    }

    /// <summary>Ends a call whose method, or whose protocol, failed.</summary>
    public void Fail(Exception error)
    {
        if (!TryClaim() || _isEnded) { return; }

        _status = StatusOf(error);
        if (error is RpcException { Trailers.Count: > 0 } thrown)
        {
            foreach (var entry in thrown.Trailers) { ResponseTrailersCore.Add(entry); }
        }

        try
        {
            WriteEnd();
        }
        catch (Exception unsent)
        {
            // Nobody is left to tell: the connection is gone, or headers or trailers hold what HTTP cannot carry.
            method.Logger.EndNotSent(unsent, method.Method.FullName);
            http.Abort();
        }
    }

    /// <summary>Gives back what the call held, when its method has returned.</summary>
    public ValueTask CloseAsync()
    {
        method.Telemetry.End(http, _activity, method.Names, _status.StatusCode, _started);
        if (_deadline is null) { return default; }
        return CloseDeadlineAsync(_deadline);
    }

    public DeadlineClaim ClaimForDeadline()
    {
        lock (_deadline!.Gate)
        {
            if (_isClaimedByMethod || _isClaimedByDeadline) { return DeadlineClaim.TooLate; }
            _isDeadlinePassed = true;
            if (_isWriting) { return DeadlineClaim.WriterIsBusy; }
            _isClaimedByDeadline = true;
            return DeadlineClaim.Granted;
        }
    }

    public async Task EndByDeadlineAsync()
    {
        method.Logger.DeadlineExceeded(method.Method.FullName);
        _status = new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded");
        try
        {
            WriteEnd();
            await http.Response.CompleteAsync().ConfigureAwait(false);
            // The client is to stop sending, too: no error, the call just is over.
            if (!_isRequestRead) { http.Features.Get<IHttpResetFeature>()?.Reset(ErrorCodeNone); }
        }
        catch (Exception unsent)
        {
            method.Logger.EndNotSent(unsent, method.Method.FullName);
            http.Abort();
        }
    }

    private async ValueTask CloseDeadlineAsync(ServerDeadline deadline)
    {
        if (!TryClaim()) { await deadline.Ended.ConfigureAwait(false); }
        deadline.Dispose();
    }

    /// <summary>Claims the end of the call for its method. False when the deadline has it.</summary>
    private bool TryClaim()
    {
        if (_deadline is null) { return true; }
        lock (_deadline.Gate)
        {
            _isClaimedByMethod = !_isClaimedByDeadline;
            return _isClaimedByMethod;
        }
    }

    private void BeginWrite()
    {
        if (_deadline is null)
        {
            if (_isEnded) { throw new InvalidOperationException("Can't write the message because the request is complete."); }
            if (Interlocked.Exchange(ref _isWriting, true)) { throw new InvalidOperationException("Can't write the message because the previous write is in progress."); }
            return;
        }

        lock (_deadline.Gate)
        {
            if (_isClaimedByDeadline || _isDeadlinePassed) { throw new OperationCanceledException("The deadline of the call has passed."); }
            if (_isEnded) { throw new InvalidOperationException("Can't write the message because the request is complete."); }
            if (_isWriting) { throw new InvalidOperationException("Can't write the message because the previous write is in progress."); }
            _isWriting = true;
        }
    }

    private void EndWrite()
    {
        if (_deadline is null)
        {
            Volatile.Write(ref _isWriting, false);
            return;
        }

        bool isDeadlinePassed;
        lock (_deadline.Gate)
        {
            _isWriting = false;
            isDeadlinePassed = _isDeadlinePassed;
        }

        if (isDeadlinePassed) { _deadline!.OnPassed(); }
    }

    private void WriteEnd()
    {
        _isEnded = true;
        // A call without messages is one HEADERS frame: status and trailers stand where headers would.
        var fields = http.Response.HasStarted ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : http.Response.Headers;
        var code = (int)_status.StatusCode;
        fields.GrpcStatus = code >= 0 && code < CodeTexts.Length ? CodeTexts[code] : CodeTexts[(int)StatusCode.Unknown];
        if (!string.IsNullOrEmpty(_status.Detail)) { fields.GrpcMessage = PercentEncoding.Encode(_status.Detail); }
        if (_trailers is null) { return; }
        foreach (var entry in _trailers)
        {
            if (!GrpcHeaders.IsReserved(entry.Key)) { Append(fields, entry); }
        }
    }

    private Status StatusOf(Exception error)
    {
        if (error is RpcException thrown)
        {
            method.Logger.MethodEnded(thrown.Status.DebugException, method.Method.FullName, thrown.StatusCode, thrown.Status.Detail);
            return thrown.Status;
        }

        if (_isDeadlinePassed) { return new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"); }
        // The connection's own exceptions may be here before the token is cancelled.
        if (error is ConnectionResetException or ConnectionAbortedException
            || (http.RequestAborted.IsCancellationRequested && error is OperationCanceledException or IOException))
        {
            method.Logger.MethodEnded(error, method.Method.FullName, StatusCode.Cancelled, "");
            return new Status(StatusCode.Cancelled, "The client has gone.");
        }

        if (error is BadHttpRequestException refused)
        {
            method.Logger.MethodEnded(error, method.Method.FullName, StatusCode.ResourceExhausted, refused.Message);
            return new Status(refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? StatusCode.ResourceExhausted : StatusCode.Internal, refused.Message);
        }

        method.Logger.MethodFailed(error, method.Method.FullName);
        return new Status(StatusCode.Unknown, method.Settings.EnableDetailedErrors ? Describe(error) : "Exception was thrown by handler.");
    }

    private static string Describe(Exception error)
    {
        var text = "Exception was thrown by handler.";
        for (var cause = error; cause is not null; cause = cause.InnerException) { text += $" {cause.GetType().Name}: {cause.Message}"; }
        return text;
    }

    private static void Append(IHeaderDictionary fields, Metadata.Entry entry) => fields.Append(entry.Key, MetadataHeaders.WireValue(entry));
}
