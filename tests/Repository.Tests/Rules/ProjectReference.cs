namespace OtelShop.Repository.Tests.Rules;

/// <summary>One reference: the project it leads to, where it is written, and whether the assembly is compiled against.</summary>
internal sealed record ProjectReference(string Path, int Line, bool IsAssembly)
{
    public string Folder => ProjectFile.FolderOf(Path);
}
