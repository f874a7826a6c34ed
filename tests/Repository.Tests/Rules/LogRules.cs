using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>A log record is an event: its name and those of its attributes follow OpenTelemetry's rules.</summary>
internal static partial class LogRules
{
    public static readonly SourceRule EventsAreNamed = new("log records are named events", file =>
        from message in Messages(file)
        where NameOf(message) is not { } name || !DottedName().IsMatch(name)
        select file.At(message, "Add EventName in dotted lower case: namespace, entity and what happened, such as \"checkout.order.placed\"."))
    {
        AppliesTo = IsOurs,
    };

    public static readonly SourceRule AttributesAreNamed = new("attributes of log records are named", file =>
        from message in Messages(file)
        from parameter in ((MethodDeclarationSyntax)message.Parent!.Parent!).ParameterList.Parameters
        let type = parameter.Type!.ToString()
        where type is not ("ILogger" or "Exception")
        let tag = parameter.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() == "TagName")
        where tag is null || !DottedName().IsMatch(Text(tag.ArgumentList!.Arguments[0].Expression) ?? "")
        select file.At(parameter, $"Give {parameter.Identifier.Text} the name of an attribute: [TagName(\"demo.order.id\")]."))
    {
        AppliesTo = IsOurs,
    };

    /// <summary>Events that one project names twice. A second shape under one name breaks queries.</summary>
    public static IEnumerable<Finding> Repeated(IEnumerable<SourceFile> files) =>
        from file in files
        where IsOurs(file)
        from message in Messages(file)
        where NameOf(message) is not null
        group (file, message) by NameOf(message) into same
        from repeated in same.Skip(1)
        select repeated.file.At(repeated.message, $"{same.Key} is the name of another event already.");

    private static bool IsOurs(SourceFile file) =>
        !file.IsTest && !file.IsBelow("src/Hosting") && (file.IsBelow("src") || file.IsBelow("ServiceDefaults"));

    public static IEnumerable<AttributeSyntax> Messages(SourceFile file) => !IsOurs(file) ? [] : file.All<AttributeSyntax>().Where(attribute => attribute.Name.ToString() == "LoggerMessage");

    public static string? NameOf(AttributeSyntax message) =>
        message.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "EventName") is { } name ? Text(name.Expression) : null;

    public static string? Text(ExpressionSyntax expression) => (expression as LiteralExpressionSyntax)?.Token.ValueText;

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]
    private static partial Regex DottedName();
}
