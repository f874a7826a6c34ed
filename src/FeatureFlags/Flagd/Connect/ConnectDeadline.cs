using System.Globalization;
using Grpc.Core;

namespace OtelShop.Flagd.Connect;

/// <summary>Deadline and cancellation of a call.</summary>
internal sealed class ConnectDeadline : IDisposable
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly CancellationTokenSource _passed;
    private readonly CancellationTokenSource _ended;

    private ConnectDeadline(HttpContext http, TimeSpan? timeout, TimeProvider time)
    {
        Moment = timeout is { } patience ? time.GetUtcNow().UtcDateTime + patience : DateTime.MaxValue;
        _passed = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(_passed.Token, http.RequestAborted);
    }

    /// <summary>Deadline in UTC.</summary>
    public DateTime Moment { get; }

    public bool HasPassed => _passed.IsCancellationRequested;

    /// <summary>Cancelled when the client disconnects or the deadline passes.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Parses <c>Connect-Timeout-Ms</c>.</summary>
    /// <exception cref="ConnectFailure">The header is not a number of milliseconds.</exception>
    public static ConnectDeadline OfConnect(HttpContext http, TimeProvider time) =>
        new(http, Read(http.Request.Headers["Connect-Timeout-Ms"], unit: "ms", longest: 10), time);

    /// <summary>Parses <c>grpc-timeout</c>: a number and a unit letter.</summary>
    /// <exception cref="ConnectFailure">The header is not a valid timeout.</exception>
    public static ConnectDeadline OfGrpc(HttpContext http, TimeProvider time) =>
        http.Request.Headers["grpc-timeout"].ToString() is { Length: > 0 } text ? new(http, Read(text[..^1], unit: text[^1..], longest: 8), time) : new(http, null, time);

    public void Dispose()
    {
        _ended.Dispose();
        _passed.Dispose();
    }

    private static TimeSpan? Read(string? text, string unit, int longest)
    {
        if (text is null)
            return null;
        if (text.Length > longest || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new ConnectFailure(StatusCode.InvalidArgument, $"The timeout must be a number with at most {longest} digits.");
        var ticks = unit switch
        {
            "H" => TimeSpan.TicksPerHour,
            "M" => TimeSpan.TicksPerMinute,
            "S" => TimeSpan.TicksPerSecond,
            "m" or "ms" => TimeSpan.TicksPerMillisecond,
            "u" => TimeSpan.TicksPerMicrosecond,
            "n" => 0.01,
            _ => throw new ConnectFailure(StatusCode.InvalidArgument, $"The timeout has the unit '{unit}', which does not exist."),
        };
        return TimeSpan.FromTicks((long)Math.Min(number * ticks, LongestTimer.Ticks));
    }
}
