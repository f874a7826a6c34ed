namespace Aspire.Hosting.Tests.Local;

/// <summary>A directory of one test, gone with it.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("otelshop-test-").FullName;

    public string File(string name) => Path.Combine(FullPath, name);

    /// <summary>Writes an executable shell script.</summary>
    public string Script(string name, string body)
    {
        var path = File(name);
        System.IO.File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
