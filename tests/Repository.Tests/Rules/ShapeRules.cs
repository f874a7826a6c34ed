using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

internal static class ShapeRules
{
    private static readonly ImmutableArray<string> EmptyNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Impl"];

    public static readonly SourceRule TypesAreNouns = new("types are named for what they are", file =>
        from type in file.All<BaseTypeDeclarationSyntax>()
        let empty = EmptyNames.FirstOrDefault(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        where empty is not null
        select file.At(type.Identifier, $"{type.Identifier.Text}: '{empty}' says nothing; name what it is or does."));

    public static readonly SourceRule NoMutableStatics = new("no mutable statics", file =>
        MutableStaticFields(file).Concat(MutableStaticProperties(file)));

    internal static string TypeName(TypeSyntax? type) => type switch
    {
        GenericNameSyntax generic => generic.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        QualifiedNameSyntax qualified => TypeName(qualified.Right),
        AliasQualifiedNameSyntax alias => TypeName(alias.Name),
        NullableTypeSyntax nullable => TypeName(nullable.ElementType),
        null => "",
        _ => type.ToString(),
    };

    private static IEnumerable<Finding> MutableStaticFields(SourceFile file) =>
        from field in file.All<FieldDeclarationSyntax>()
        where field.Modifiers.Any(SyntaxKind.StaticKeyword)
        let type = field.Declaration.Type
        let isReadOnly = field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
        where !isReadOnly || IsMutableCollection(type) || (type is ArrayTypeSyntax && IsSeenOutside(field))
        select file.At(field, isReadOnly
            ? $"static {type} can be changed by anyone: use an immutable or frozen collection, or keep it in an instance."
            : "a static field is readonly or const: state belongs to an instance that the container owns.");

    private static IEnumerable<Finding> MutableStaticProperties(SourceFile file) =>
        from property in file.All<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(SyntaxKind.StaticKeyword)
        // A setter with a body writes somewhere else, such as an AsyncLocal; were it a static field, the field would be found.
        where property.AccessorList?.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration) && accessor is { Body: null, ExpressionBody: null }) == true
        select file.At(property, "a static property has no setter: state belongs to an instance that the container owns.");

    private static bool IsMutableCollection(TypeSyntax type) => TypeName(type) is "List" or "Dictionary" or "HashSet" or "Queue" or "Stack"
        or "SortedDictionary" or "SortedList" or "SortedSet" or "LinkedList" or "ConcurrentDictionary" or "ConcurrentQueue" or "ConcurrentBag"
        or "ConcurrentStack" or "IList" or "IDictionary" or "ISet" or "ICollection" or "StringBuilder";

    private static bool IsSeenOutside(FieldDeclarationSyntax field) => field.Modifiers.Any(modifier =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
}
