using Microsoft.CodeAnalysis.CSharp.Syntax;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>Events that the code writes and events of the schema, with their attributes.</summary>
internal static class EventRules
{
    public const string Registry = "docs/telemetry/registry";
    private static readonly string[] OfExceptions = ["exception.message", "exception.stacktrace", "exception.type"];

    // Written by hand in FrontendProxy, because its attributes depend on the request.
    private const string AccessLog = "proxy.access";

    public static IEnumerable<Finding> Unregistered(IEnumerable<SourceFile> files, IEnumerable<SchemaSignal> events)
    {
        var known = events.ToDictionary(found => found.Name);
        return from file in files
               from message in LogRules.Messages(file)
               let name = LogRules.NameOf(message)
               where !known.TryGetValue(name ?? "", out var found) || !Attributes(message).SetEquals(found.Attributes.Select(attribute => attribute.Key))
               select file.At(message, $"{name} is not in {Registry}/events with the attributes {string.Join(", ", Attributes(message).Order())}.");
    }

    public static IEnumerable<Finding> Unwritten(IEnumerable<SourceFile> files, IEnumerable<SchemaSignal> events)
    {
        var written = files.SelectMany(LogRules.Messages).Select(LogRules.NameOf).Append(AccessLog).ToHashSet();
        return events.Where(found => !written.Contains(found.Name)).Select(found => new Finding(Registry, 1, $"{found.Name} is written nowhere."));
    }

    private static HashSet<string> Attributes(AttributeSyntax message)
    {
        var parameters = ((MethodDeclarationSyntax)message.Parent!.Parent!).ParameterList.Parameters;
        var named = parameters.SelectMany(parameter => parameter.AttributeLists).SelectMany(list => list.Attributes)
            .Select(attribute => LogRules.Text(attribute.ArgumentList!.Arguments[0].Expression) ?? "");
        return [.. named, .. parameters.Any(parameter => parameter.Type!.ToString() == "Exception") ? OfExceptions : []];
    }
}
