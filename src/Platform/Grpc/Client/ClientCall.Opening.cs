using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Grpc.Wire;

namespace Grpc.Net.Client;

// From the start of a call to the headers of its response, in as many attempts as are allowed.
internal abstract partial class ClientCall
{
    private CallOutcome? _serverEnd;

    /// <summary>Sends the request. The result is null when the call has ended; else messages can be read.</summary>
    protected Task<HttpResponseMessage?> Open(HttpContent content) => _opening = OpenAsync(content);

    /// <summary>Ends the call as the server did.</summary>
    protected void EndByServer(CallOutcome outcome)
    {
        _serverEnd = outcome;
        if (outcome.Status.StatusCode == StatusCode.OK) { _channel.Budget?.Succeeded(); }
        End(outcome);
    }

    private async Task<HttpResponseMessage?> OpenAsync(HttpContent content)
    {
        try
        {
            Token = _cancellation.Token;
            _channel.Started(this);
            _activity = ClientTelemetry.Start(_facts.Names, _channel.Address);
            if (!TryArm()) { return null; }

            for (var attempt = 1; ; attempt++)
            {
                var (response, failure) = await SendAsync(content, attempt).ConfigureAwait(false);
                if (failure is null) { return response; }
                if (!await MayRepeatAsync(failure, response, attempt, content).ConfigureAwait(false))
                {
                    EndByServer(failure);
                    return null;
                }

                response?.Dispose();
                _channel.Surroundings.Logger.Repeating(_method.FullName, attempt + 1, failure.Status.StatusCode);
            }
        }
        catch (Exception error)
        {
            EndByError(error);
            return null;
        }
    }

    /// <summary>Lets deadline and caller end the call. False when the call is over before it began.</summary>
    private bool TryArm()
    {
        if (_options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            if (deadline.Kind != DateTimeKind.Utc && deadline != DateTime.MinValue) { throw new InvalidOperationException("A deadline is in UTC."); }
            var rest = deadline - _channel.Surroundings.Clock.GetUtcNow().UtcDateTime;
            if (rest <= TimeSpan.Zero)
            {
                OnDeadline();
                return false;
            }

            if (rest <= Longest)
            {
                _deadlineTimer = _channel.Surroundings.Clock.CreateTimer(static state => ((ClientCall)state!).OnDeadline(), this, rest, Timeout.InfiniteTimeSpan);
            }
        }

        if (_options.CancellationToken.CanBeCanceled)
        {
            _callerCancels = _options.CancellationToken.UnsafeRegister(static state => ((ClientCall)state!).CancelByCaller(), this);
        }

        return !IsEnded;
    }

    private void OnDeadline() => Cancel(new CallOutcome(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"), Metadata.Empty));

    /// <summary>One attempt. A failure means that the attempt did not get as far as messages.</summary>
    private async Task<(HttpResponseMessage? Response, CallOutcome? Failure)> SendAsync(HttpContent content, int attempt)
    {
        var address = default(BackendAddress);
        if (_channel.Picker is { } picker)
        {
            (address, var reason) = await picker.PickAsync(Token).ConfigureAwait(false);
            if (address is null) { return (null, new CallOutcome(reason, Metadata.Empty, IsUnsent: true)); }
        }

        try
        {
            var request = CreateRequest(content, address?.UriOf(_method) ?? _facts.Uri!, attempt);
            if (address is not null) { request.Headers.Host ??= _host ?? AuthorityOf(_channel.Address); }
            var response = await SendAsync(request).ConfigureAwait(false);
            _response = response;
            if (address is not null) { _channel.Picker!.Reached(address); }
            if (IsEnded)
            {
                response.Dispose();
                return (response, _outcome);
            }

            return (response, Examine(response));
        }
        catch (Exception error) when (!IsEnded)
        {
            var outcome = OutcomeReader.FromError(error);
            if (outcome.IsUnsent && address is not null) { _channel.Picker!.Failed(address, outcome.Status); }
            return (null, outcome);
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _channel.Http is HttpClient client
        ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token)
        : _channel.Http.SendAsync(request, Token);

    /// <summary>Null when messages may follow.</summary>
    private CallOutcome? Examine(HttpResponseMessage response)
    {
        var end = OutcomeReader.FromResponse(response) ?? OutcomeReader.FromFields(response.Headers);
        if (end is not null)
        {
            // A reply without messages has its trailers where headers would be.
            _headers ??= OutcomeReader.ReadMetadata(response.Headers);
            return end;
        }

        if (!response.Headers.NonValidated.TryGetValues(GrpcHeaders.Encoding, out var encoding) || encoding.ToString() is GrpcHeaders.Identity or "") { return null; }
        ResponseCompression = _channel.Compression.GetValueOrDefault(encoding.ToString());
        return ResponseCompression is not null
            ? null
            : new CallOutcome(new Status(StatusCode.Internal, $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {_channel.AcceptedEncodings}"), Metadata.Empty);
    }

    private async Task<bool> MayRepeatAsync(CallOutcome failure, HttpResponseMessage? response, int attempt, HttpContent content)
    {
        if (IsEnded || content is StreamingRequestContent { IsStarted: true }) { return false; }
        if (failure.IsUnsent && _channel.Picker is { } picker && picker.UntilNextTry() <= TimeSpan.Zero) { return true; }
        if (failure.IsUnsent && _options.IsWaitForReady)
        {
            var rest = _channel.Picker?.UntilNextTry() ?? _channel.Options.InitialReconnectBackoff;
            await WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero).ConfigureAwait(false);
            return true;
        }

        if (failure.Status.StatusCode == StatusCode.OK) { return false; }
        if (_facts.Retry is not { } retry || !retry.Covers(failure.Status.StatusCode)) { return false; }
        var isWithinBudget = _channel.Budget?.TryFail() ?? true;
        if (attempt >= retry.MaxAttempts || !isWithinBudget) { return false; }

        var wait = retry.BackOffAfter(attempt, Random.Shared.NextDouble());
        if (response is not null && response.Headers.NonValidated.TryGetValues(GrpcHeaders.RetryPushback, out var pushback))
        {
            // The server knows better: a number is the wait it wants, anything else means not to come back.
            if (!uint.TryParse(pushback.ToString(), out var milliseconds)) { return false; }
            wait = TimeSpan.FromMilliseconds(milliseconds);
        }

        await WaitAsync(wait).ConfigureAwait(false);
        return true;
    }

    private Task WaitAsync(TimeSpan time) => Task.Delay(time, _channel.Surroundings.Clock, Token);

    private static string AuthorityOf(Uri address) => address.Authority.Length > 0 ? address.Authority : address.AbsolutePath.TrimStart('/');
}
