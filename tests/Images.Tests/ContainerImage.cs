using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace OtelShop.Images.Tests;

/// <summary>Configuration and application layer of an image.</summary>
internal sealed class ContainerImage(byte[] manifest, Func<string, byte[]> blob)
{
    private readonly JsonNode _manifest = JsonNode.Parse(manifest)!;

    /// <summary>The whole configuration; <c>config</c> in it is what a container starts with.</summary>
    public JsonNode Configuration => field ??= JsonNode.Parse(blob(Text(_manifest["config"]!["digest"])))!;

    public JsonNode Start => Configuration["config"]!;

    public IReadOnlyList<(string Path, int Owner, UnixFileMode Mode, byte[] Content)> Files => field ??= [.. ReadTar(new GZipStream(
        new MemoryStream(blob(Text(_manifest["layers"]!.AsArray()[^1]!["digest"]))), CompressionMode.Decompress))];

    public string? Label(string name) => (string?)Start["Labels"]![$"org.opencontainers.image.{name}"];

    /// <summary>Reads an archive in OCI's image layout.</summary>
    public static ContainerImage FromArchive(string path)
    {
        using var archive = File.OpenRead(path);
        var files = ReadTar(archive).ToDictionary(file => file.Path, file => file.Content);
        byte[] Blob(string digest) => files[$"blobs/{digest.Replace(':', '/')}"];
        return new ContainerImage(Blob(Text(JsonNode.Parse(files["index.json"])!["manifests"]![0]!["digest"])), Blob);
    }

    private static string Text(JsonNode? node) => (string)node!;

    private static IEnumerable<(string Path, int Owner, UnixFileMode Mode, byte[] Content)> ReadTar(Stream stream)
    {
        using var reader = new TarReader(stream);
        while (reader.GetNextEntry() is { } entry)
        {
            var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            yield return (entry.Name, entry.Uid, entry.Mode, content.ToArray());
        }
    }
}
