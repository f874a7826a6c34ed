using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

internal static class TestRules
{
    public static readonly SourceRule TestNamesAreSentences = new("test names are sentences", file =>
        from test in Tests(file)
        let name = test.Method.Identifier.Text
        let last = name[(name.LastIndexOf('_') + 1)..]
        where !name.Contains('_', StringComparison.Ordinal) || last is "Works" or "works" or "Success" or "success" or "Successfully" or "successfully"
            || name.EndsWith("Test", StringComparison.Ordinal)
        select file.At(test.Method.Identifier, $"{name}: say in a sentence of the shop what holds, its words joined by underscores."))
    {
        AppliesTo = file => file.IsTest,
    };

    private static IEnumerable<(MethodDeclarationSyntax Method, AttributeSyntax Attribute)> Tests(SourceFile file) =>
        from method in file.All<MethodDeclarationSyntax>()
        from attribute in method.AttributeLists.SelectMany(list => list.Attributes)
        where attribute.Name.ToString().EndsWith("Fact", StringComparison.Ordinal) || attribute.Name.ToString().EndsWith("Theory", StringComparison.Ordinal)
        select (method, attribute);
}
