using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A way to compress messages.</summary>
public interface ICompressionProvider
{
    /// <summary>Its name in grpc-encoding.</summary>
    string EncodingName { get; }

    /// <summary>A stream that compresses what is written to it into another, which it leaves open.</summary>
    /// <param name="stream">Takes the compressed bytes.</param>
    /// <param name="compressionLevel">The effort; null for the provider's default.</param>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that reads and decompresses another, which it leaves open.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
