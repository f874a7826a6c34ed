using Grpc.Core;

namespace OtelShop.Testing.Services.Flagd;

/// <summary>What the test's daemon knows and how it behaves.</summary>
internal sealed class FlagdState(string definition)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = New();
    private CancellationTokenSource _presence = new();
    private int _streams;
    private int _questions;

    /// <summary>The definition as JSON.</summary>
    public string Definition { get; private set; } = definition;

    /// <summary>Keys that the next change names; null to name none.</summary>
    public string[]? ChangedKeys { get; set; }

    /// <summary>Makes evaluations wait until the caller gives up.</summary>
    public bool IsFrozen { get; set; }

    public bool IsAway { get; private set; }

    /// <summary>Streams that were asked for, refused ones included.</summary>
    public int Streams => _streams;

    /// <summary>Evaluations that were asked for.</summary>
    public int Questions => _questions;

    public Google.Protobuf.WellKnownTypes.Struct? SyncContext { get; set; }

    public void Publish(string json)
    {
        lock (_lock)
        {
            Definition = json;
            _changed.SetResult();
            _changed = New();
        }
    }

    /// <summary>Breaks all streams and refuses new ones, as a daemon that died.</summary>
    public void GoAway()
    {
        IsAway = true;
        _presence.Cancel();
    }

    public void ComeBack()
    {
        _presence = new CancellationTokenSource();
        IsAway = false;
    }

    public CancellationToken Stream()
    {
        Interlocked.Increment(ref _streams);
        RefuseWhenAway();
        return _presence.Token;
    }

    public async Task AskedAsync(ServerCallContext context)
    {
        Interlocked.Increment(ref _questions);
        RefuseWhenAway();
        if (IsFrozen)
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
    }

    /// <summary>The definition now, and what ends with the next change.</summary>
    public (string Definition, Task Changed) Read()
    {
        lock (_lock)
            return (Definition, _changed.Task);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void RefuseWhenAway()
    {
        if (IsAway)
            throw new RpcException(new Status(StatusCode.Unavailable, "the daemon is away"));
    }
}
