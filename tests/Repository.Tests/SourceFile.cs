using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests;

/// <summary>A C# file of the repository, parsed once. The path is relative to the root and uses forward slashes.</summary>
internal sealed class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = path;
        Tree = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path);
        Root = Tree.GetCompilationUnitRoot();
    }

    public string Path { get; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public SyntaxTree Tree { get; }

    public CompilationUnitSyntax Root { get; }

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public bool IsService => Path.StartsWith("src/Services/", StringComparison.Ordinal) || Path.StartsWith("src/Edge/", StringComparison.Ordinal);

    public static SourceFile Parse(string path, string text) => new(path, text);

    public bool IsBelow(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    public IEnumerable<T> All<T>() where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public int LineOf(Microsoft.CodeAnalysis.Text.TextSpan span) => Tree.GetLineSpan(span).StartLinePosition.Line + 1;

    public Finding At(SyntaxNode node, string advice) => new(Path, LineOf(node.Span), advice);
}
