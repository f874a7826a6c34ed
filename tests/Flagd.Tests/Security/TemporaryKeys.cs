namespace OtelShop.Flagd.Tests.Security;

/// <summary>A folder for keys, as long as a test.</summary>
internal sealed class TemporaryKeys : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
