using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace OtelShop.ServiceMap.Follow;

/// <summary>Lines of a stream. A line longer than the limit is passed over: one sender's mistake must not take all memory.</summary>
internal static class LineReader
{
    public const int MaxLine = 1 << 20;

    /// <summary>Lines without their end, empty for one that was too long. Each is valid until the next is asked for.</summary>
    public static async IAsyncEnumerable<ReadOnlySequence<byte>> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(stream);
        var isTooLong = false;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellation);
            var rest = result.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return isTooLong ? ReadOnlySequence<byte>.Empty : rest.Slice(0, end);
                isTooLong = false;
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (isTooLong || rest.Length > MaxLine)
                (isTooLong, rest) = (true, rest.Slice(rest.End));
            pipe.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
                break;
        }

        await pipe.CompleteAsync();
    }
}
