using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

internal static class SizeRules
{
    public static readonly SourceRule FileLength = new("file length", file =>
        file.LineCount > 350 ? [new(file.Path, 351, $"has {file.LineCount} lines, 350 are allowed: split it by what it is responsible for.")] : []);

    public static readonly SourceRule ProgramLength = new("program length", file =>
        file.LineCount > 30 ? [new(file.Path, 31, $"has {file.LineCount} lines, 30 are allowed: move wiring into a builder extension of the service.")] : [])
    {
        AppliesTo = file => file.IsService && file.Name == "Program.cs",
    };

    public static readonly SourceRule BodyLength = new("body length", file =>
        from body in file.Root.DescendantNodes().Where(IsBody)
        let lines = LinesInside(body)
        where lines > 60
        select file.At(body.Parent!, $"has a body of {lines} lines, 60 are allowed: give its steps names of their own."));

    public static readonly SourceRule ConstructorLength = new("constructor length", file =>
        from list in file.All<ParameterListSyntax>()
        where list.Parent is ConstructorDeclarationSyntax or ClassDeclarationSyntax or StructDeclarationSyntax
        where list.Parameters.Count > 6
        select file.At(list, $"takes {list.Parameters.Count} parameters, 6 are allowed: group what belongs together, or the class does too much."));

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax block => block.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax,
        ArrowExpressionClauseSyntax => true,
        _ => false,
    };

    private static int LinesInside(SyntaxNode body)
    {
        var span = body.SyntaxTree.GetLineSpan(body.Span);
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        return body is BlockSyntax ? lines - 2 : lines;
    }
}
