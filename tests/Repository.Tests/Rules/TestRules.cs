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

    public static readonly SourceRule NoSkippedTests = new("no skipped tests", file =>
        from test in Tests(file)
        where test.Attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.Text.StartsWith("Skip", StringComparison.Ordinal) == true) == true
        select file.At(test.Attribute, "a test runs or does not exist: repair it or delete it."))
    {
        AppliesTo = file => file.IsTest,
    };

    public static readonly SourceRule TestsAreDisposedOf = new("tests are disposed of", file =>
        from type in Tests(file).Select(test => test.Method.Parent).OfType<ClassDeclarationSyntax>().Distinct()
        from implemented in type.BaseList?.Types.Select(t => t.Type) ?? []
        where implemented.ToString() is "IAsyncDisposable"
        select file.At(implemented, "xunit 2 never calls IAsyncDisposable of a test class: implement IAsyncLifetime."))
    {
        AppliesTo = file => file.IsTest,
    };

    private static IEnumerable<(MethodDeclarationSyntax Method, AttributeSyntax Attribute)> Tests(SourceFile file) =>
        from method in file.All<MethodDeclarationSyntax>()
        from attribute in method.AttributeLists.SelectMany(list => list.Attributes)
        where attribute.Name.ToString().EndsWith("Fact", StringComparison.Ordinal) || attribute.Name.ToString().EndsWith("Theory", StringComparison.Ordinal)
        select (method, attribute);
}
