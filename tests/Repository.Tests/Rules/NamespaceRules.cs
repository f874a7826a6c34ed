using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

internal static partial class NamespaceRules
{
    /// <summary>A namespace OtelShop.Cart would hide the message Cart in every file below OtelShop.</summary>
    public static IEnumerable<Finding> HidingMessages(IEnumerable<SourceFile> files, IReadOnlySet<string> messages) =>
        from file in files
        from declaration in file.All<BaseNamespaceDeclarationSyntax>()
        let name = declaration.Name.ToString()
        where name.StartsWith("OtelShop.", StringComparison.Ordinal) && !file.IsTest
        let hidden = name.Split('.').FirstOrDefault(messages.Contains)
        where hidden is not null
        select file.At(declaration.Name, $"namespace {name} hides the message {hidden}: use its plural.");

    public static IReadOnlySet<string> MessagesOf(IEnumerable<string> protos) =>
        protos.SelectMany(text => Message().Matches(text)).Select(match => match.Groups[1].Value).ToHashSet();

    [GeneratedRegex(@"^message (\w+)", RegexOptions.Multiline)]
    private static partial Regex Message();
}
