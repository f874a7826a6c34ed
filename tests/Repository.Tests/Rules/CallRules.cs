using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>What code may call, and where.</summary>
internal static class CallRules
{
    private static readonly ImmutableHashSet<string> Clocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    private static readonly ImmutableHashSet<string> LogMethods =
        ["LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    private static readonly ImmutableHashSet<string> Sleeps = ["Task.Delay", "Thread.Sleep"];

    public static readonly SourceRule TimeFromTimeProvider = new("time from TimeProvider", file =>
        from access in file.All<MemberAccessExpressionSyntax>()
        where Clocks.Contains(LastTwo(access))
        select file.At(access, $"{LastTwo(access)} cannot be set by a test: take a TimeProvider."))
    {
        AppliesTo = file => !file.IsTest,
    };

    public static readonly SourceRule LogThroughMessages = new("log through LoggerMessage", file =>
        from call in file.All<InvocationExpressionSyntax>()
        let name = (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text
        where name is not null && LogMethods.Contains(name)
        select file.At(call, $"{name}(...): declare the message with [LoggerMessage] in the XxxLog.cs of this part."));

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
        AppliesTo = file => !file.IsTest && !file.IsBenchmark && !file.IsBelow("src/Platform/Grpc")
            && !file.Name.EndsWith("Service.cs", StringComparison.Ordinal)
            && !(file.IsBelow("ServiceDefaults") && file.Name.EndsWith("Interceptor.cs", StringComparison.Ordinal)),
    };

    public static readonly SourceRule EnvironmentThroughOptions = new("environment through options", file =>
        EnvironmentReads(file).Concat(ConfigurationReads(file)))
    {
        AppliesTo = file => file.IsService || file.IsBelow("ServiceDefaults") || file.IsBelow("src/Platform/Grpc"),
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

    public static readonly SourceRule TestsDoNotSleep = new("tests do not sleep", file =>
        from access in file.All<MemberAccessExpressionSyntax>()
        where Sleeps.Contains(LastTwo(access))
        select file.At(access, $"{LastTwo(access)} makes a test slow and unsure: wait for the event itself, or move a FakeTimeProvider."))
    {
        AppliesTo = file => file.IsTest,
    };

    public static readonly SourceRule AppHostIsAPicture = new("AppHost is a picture", file =>
        from node in file.Root.DescendantNodes()
        where node is IfStatementSyntax or ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            || (node is LiteralExpressionSyntax literal && literal.Token.ValueText.Contains("://", StringComparison.Ordinal))
        select file.At(node, "no branch, loop or address here: a variant is an extension method named for its intent."))
    {
        AppliesTo = file => file.Path == "AppHost/Program.cs",
    };

    /// <summary>The last two words of <c>System.DateTime.UtcNow</c>: <c>DateTime.UtcNow</c>.</summary>
    private static string LastTwo(MemberAccessExpressionSyntax access)
    {
        var left = access.Expression switch
        {
            MemberAccessExpressionSyntax inner => inner.Name.Identifier.Text,
            IdentifierNameSyntax name => name.Identifier.Text,
            _ => "",
        };
        return $"{left}.{access.Name.Identifier.Text}";
    }

    private static IEnumerable<Finding> EnvironmentReads(SourceFile file) =>
        from access in file.All<MemberAccessExpressionSyntax>()
        where LastTwo(access) is "Environment.GetEnvironmentVariable" or "Environment.GetEnvironmentVariables" or "Environment.ExpandEnvironmentVariables"
        select file.At(access, "a setting is a property of the options class, bound with BindConfiguration.");

    private static IEnumerable<Finding> ConfigurationReads(SourceFile file) =>
        file.IsService
            ? from node in file.Root.DescendantNodes()
              let target = node switch
              {
                  ElementAccessExpressionSyntax element => element.Expression,
                  InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "GetValue" } call } => call.Expression,
                  _ => null,
              }
              where target is not null && target.ToString().EndsWith("onfiguration", StringComparison.Ordinal)
              select file.At(node, "a setting is a property of the options class, bound with BindConfiguration.")
            : [];
}
