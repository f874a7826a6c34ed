namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is not known yet, and can be waited for.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class ValueSnapshot<T> where T : notnull
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the value, or the reason why there is none, is known.</summary>
    public bool IsValueSet => Current.IsCompleted;

    private Task<T> Current
    {
        get
        {
            lock (_gate)
                return _source.Task;
        }
    }

    /// <summary>Waits for the value.</summary>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => Current.WaitAsync(cancellationToken);

    /// <summary>Makes the value known; replaces an earlier one.</summary>
    public void SetValue(T value)
    {
        lock (_gate)
            Fresh().SetResult(value);
    }

    /// <summary>Makes known that there will be no value.</summary>
    public void SetException(Exception exception)
    {
        lock (_gate)
            Fresh().SetException(exception);
    }

    private TaskCompletionSource<T> Fresh()
    {
        if (_source.Task.IsCompleted)
            _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _source;
    }
}
