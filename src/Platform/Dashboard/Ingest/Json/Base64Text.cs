using System.Buffers;
using System.Buffers.Text;

namespace OtelShop.Dashboard.Ingest.Json;

/// <summary>Base64 as Protocol Buffers' JSON accepts it: either alphabet, with or without padding.</summary>
internal static class Base64Text
{
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        if (Base64.DecodeFromUtf8(text, target, out _, out written) == OperationStatus.Done)
            return true;
        if (Base64Url.DecodeFromUtf8(text, target, out _, out written) == OperationStatus.Done)
            return true;
        written = 0;
        return false;
    }
}
