using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>What code may call, and where.</summary>
internal static class CallRules
{
    public static readonly SourceRule LogNamedValues = new("log values, not objects", file =>
        from attribute in file.All<AttributeSyntax>()
        where attribute.Name.ToString() == "LoggerMessage"
        from literal in attribute.DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.Contains("{@", StringComparison.Ordinal)
        select file.At(literal, "{@...} writes a whole object: log the values that matter by name."));

    public static readonly SourceRule RpcExceptionAtTheBoundary = new("RpcException at the boundary", file =>
        from creation in file.All<BaseObjectCreationExpressionSyntax>()
        where creation is ObjectCreationExpressionSyntax explicitly && ShapeRules.TypeName(explicitly.Type) == "RpcException"
        select file.At(creation, "only *Service.cs and the shared interceptor create RpcException: throw an exception of the shop."))
    {
        AppliesTo = file => !file.IsTest && !file.IsBenchmark
            && !file.Name.EndsWith("Service.cs", StringComparison.Ordinal)
            && !(file.IsBelow("ServiceDefaults") && file.Name.EndsWith("Interceptor.cs", StringComparison.Ordinal)),
    };

    public static readonly SourceRule SettingsThroughOptions = new("settings through options", file =>
        from node in file.Root.DescendantNodes()
        let target = node switch
        {
            ElementAccessExpressionSyntax element => element.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetValue" } call } => call.Expression,
            _ => null,
        }
        where target is not null && target.ToString().EndsWith("onfiguration", StringComparison.Ordinal)
        select file.At(node, "a setting is a property of the options class, bound with BindConfiguration."))
    {
        AppliesTo = file => file.IsService,
    };

    public static readonly SourceRule OptionsAreValidatedOnStart = new("options are validated on start", file =>
        from call in file.All<InvocationExpressionSyntax>()
        where (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text == "BindConfiguration"
        let statement = call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode?)call.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? call
        where !statement.ToString().Contains("ValidateOnStart", StringComparison.Ordinal)
        select file.At(call, "a wrong variable stops the process: chain ValidateOnStart()."))
    {
        AppliesTo = file => !file.IsTest,
    };

    public static readonly SourceRule AppHostIsAPicture = new("AppHost is a picture", file =>
        from node in file.Root.DescendantNodes()
        where node is IfStatementSyntax or ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            || (node is LiteralExpressionSyntax literal && literal.Token.ValueText.Contains("://", StringComparison.Ordinal))
        select file.At(node, "no branch, loop or address here: a variant is an extension method named for its intent."))
    {
        AppliesTo = file => file.Path == "AppHost/Program.cs",
    };
}
