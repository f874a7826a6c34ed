using System.Xml.Linq;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>A project file and what it references, as paths from the root.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    private ProjectFile(string path, string text)
    {
        Path = path;
        _xml = XDocument.Parse(text, LoadOptions.SetLineInfo);
    }

    public string Path { get; }

    /// <summary>The folder of the project: <c>src/Services/Cart</c>.</summary>
    public string Folder => FolderOf(Path);

    public IEnumerable<ProjectReference> References => Items("ProjectReference")
        .SelectMany(item => ((string?)item.Attribute("Include") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(include => new ProjectReference(Resolve(include), LineOf(item), IsAssembly(item))));

    public static ProjectFile Parse(string path, string text) => new(path, text);

    public IEnumerable<XElement> Items(string name) => _xml.Descendants().Where(element => element.Name.LocalName == name);

    public static int LineOf(XElement element) => ((System.Xml.IXmlLineInfo)element).LineNumber;

    public static string FolderOf(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";

    private static bool IsAssembly(XElement item) =>
        (Metadata(item, "ReferenceOutputAssembly") ?? "true") != "false" && (Metadata(item, "IsAspireProjectResource") ?? "false") != "true";

    private static string? Metadata(XElement item, string name) =>
        (string?)item.Attribute(name) ?? item.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private string Resolve(string include)
    {
        var parts = new Stack<string>(Folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        var path = include.Replace('\\', '/');
        if (path.StartsWith("$(RepositoryRoot)", StringComparison.Ordinal))
        {
            parts.Clear();
            path = path["$(RepositoryRoot)".Length..];
        }

        foreach (var part in path.Replace("$(MSBuildThisFileDirectory)", "").Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..") { parts.TryPop(out _); }
            else if (part != ".") { parts.Push(part); }
        }

        return string.Join('/', parts.Reverse());
    }
}
