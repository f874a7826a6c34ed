using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The last lines of one resource's log, and whoever reads along.</summary>
internal sealed class ResourceLog(TimeProvider time)
{
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<TimedLine> _lines = new();
    private readonly List<Channel<TimedLine>> _readers = [];
    private int _count;
    private bool _complete;

    public void Add(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new TimedLine(new LogLine(++_count, content, isError), time.GetUtcNow());
            if (_lines.Count == Capacity)
                _lines.Dequeue();
            _lines.Enqueue(line);
            foreach (var reader in _readers)
                reader.Writer.TryWrite(line);
        }
    }

    public TimedLine[] Lines()
    {
        lock (_gate)
            return [.. _lines];
    }

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
            _count = 0;
        }
    }

    public Channel<TimedLine> Open()
    {
        // A reader that does not keep up misses lines, as it would have if it had come later.
        var channel = Channel.CreateBounded<TimedLine>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            foreach (var line in _lines)
                channel.Writer.TryWrite(line);
            if (_complete)
                channel.Writer.Complete();
            else
                _readers.Add(channel);
        }

        return channel;
    }

    public void Close(Channel<TimedLine> channel)
    {
        lock (_gate)
            _readers.Remove(channel);
    }

    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            foreach (var reader in _readers)
                reader.Writer.TryComplete();
            _readers.Clear();
        }
    }
}
