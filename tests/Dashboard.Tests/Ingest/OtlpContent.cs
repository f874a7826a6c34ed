using System.Buffers;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf;
using OtelShop.Dashboard.Ingest.Json;

namespace OtelShop.Dashboard.Tests.Ingest;

/// <summary>Bodies of OTLP requests.</summary>
internal static class OtlpContent
{
    public static ByteArrayContent Protobuf(IMessage message) => Of("application/x-protobuf", message.ToByteArray());

    public static ByteArrayContent Json(IMessage message)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text))
            OtlpJson.Write(writer, message);
        return Of("application/json", text.WrittenSpan.ToArray());
    }

    /// <param name="type">Content type; empty for none.</param>
    /// <param name="body">The bytes.</param>
    public static ByteArrayContent Of(string type, byte[] body)
    {
        var content = new ByteArrayContent(body);
        if (type.Length > 0)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static ByteArrayContent Compressed(this ByteArrayContent content, string encoding)
    {
        var packed = new MemoryStream();
        using (Stream packing = encoding == "deflate" ? new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true) : new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            content.CopyTo(packing, null, default);
        var compressed = Of(content.Headers.ContentType!.ToString(), packed.ToArray());
        compressed.Headers.ContentEncoding.Add(encoding);
        return compressed;
    }
}
