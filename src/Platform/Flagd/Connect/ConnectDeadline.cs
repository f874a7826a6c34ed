using System.Globalization;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>How long the client waits (<c>Connect-Timeout-Ms</c>), and whether it still does.</summary>
internal sealed class ConnectDeadline : IDisposable
{
    private readonly CancellationTokenSource _passed;
    private readonly CancellationTokenSource _ended;

    /// <exception cref="ConnectFailure">The header is no number of milliseconds.</exception>
    public ConnectDeadline(HttpContext http, TimeProvider time)
    {
        var text = http.Request.Headers["Connect-Timeout-Ms"].ToString();
        var milliseconds = 0L;
        if (text.Length > 10 || (text.Length > 0 && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds)))
            throw new ConnectFailure(StatusCode.InvalidArgument, "Connect-Timeout-Ms must be a number of milliseconds with at most ten digits.");
        Moment = text.Length == 0 ? DateTime.MaxValue : time.GetUtcNow().UtcDateTime.AddMilliseconds(milliseconds);
        _passed = new CancellationTokenSource(text.Length == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue)), time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_passed.Token, http.RequestAborted);
    }

    /// <summary>When the call fails, UTC.</summary>
    public DateTime Moment { get; }

    public bool HasPassed => _passed.IsCancellationRequested;

    /// <summary>The client has gone, or waits no longer.</summary>
    public CancellationToken Ended => _ended.Token;

    public void Dispose()
    {
        _ended.Dispose();
        _passed.Dispose();
    }
}
