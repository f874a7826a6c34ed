using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

/// <summary>Inside Hosting, Local, Publish and Dashboard see Model but not each other, and Model sees none of them. Judged by the names of the types.</summary>
internal static class HostingRooms
{
    private const string Hosting = "src/Platform/Hosting";
    private static readonly string[] Rooms = ["Model", "Local", "Publish", "Dashboard"];

    public static IEnumerable<Finding> Breaches(IReadOnlyCollection<SourceFile> files)
    {
        var rooms = files.Select(file => (File: file, Room: RoomOf(file.Path))).Where(pair => pair.Room is not null).ToList();
        // A name that two rooms declare says nothing about where it leads.
        var homes = rooms.SelectMany(pair => Declared(pair.File).Select(name => (Name: name, pair.Room)))
            .Distinct().GroupBy(pair => pair.Name).Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single().Room!);

        return from pair in rooms
               from name in pair.File.All<SimpleNameSyntax>()
               where IsTypeReference(name)
               let home = homes.GetValueOrDefault(name.Identifier.Text)
               where home is not null && home != pair.Room && home != "Model"
               select pair.File.At(name, $"{pair.Room} sees {home} ({name.Identifier.Text}): move what both need to Model, or compose them outside the rooms.");
    }

    private static string? RoomOf(string path) =>
        Rooms.FirstOrDefault(room => path.StartsWith($"{Hosting}/{room}/", StringComparison.Ordinal));

    private static IEnumerable<string> Declared(SourceFile file) =>
        file.All<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
            .Select(type => type.Identifier.Text);

    /// <summary>True where a type can be meant: not the member after a dot, not a value that is set or passed.</summary>
    private static bool IsTypeReference(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or AssignmentExpressionSyntax or ArgumentSyntax => false,
        _ => true,
    };
}
