using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OtelShop.Repository.Tests.Rules;

internal static class ShapeRules
{
    private static readonly ImmutableArray<string> EmptyNames = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Impl"];

    /// <summary>File-local types and delegates may share a file; so may a type and its generic namesake.</summary>
    public static readonly SourceRule OneTypePerFile = new("one type per file", file =>
    {
        var types = TopLevelTypes(file).Where(type => !type.Modifiers.Any(SyntaxKind.FileKeyword)).ToList();
        return types.Select(type => type.Identifier.Text).Distinct().Skip(1).Any()
            ? types.Skip(1).Where(type => type.Identifier.Text != types[0].Identifier.Text)
                .Select(type => file.At(type.Identifier, $"declares {type.Identifier.Text} besides {types[0].Identifier.Text}: one type a file."))
            : types.Take(1).Where(type => !NameFits(file.Name, type.Identifier.Text))
                .Select(type => file.At(type.Identifier, $"declares {type.Identifier.Text}: name the file {type.Identifier.Text}.cs."));
    });

    public static readonly SourceRule TypesAreNouns = new("types are named for what they are", file =>
        from type in file.All<BaseTypeDeclarationSyntax>()
        let empty = EmptyNames.FirstOrDefault(word => type.Identifier.Text.EndsWith(word, StringComparison.Ordinal))
        where empty is not null
        select file.At(type.Identifier, $"{type.Identifier.Text}: '{empty}' says nothing; name what it is or does."));

    public static readonly SourceRule FieldNames = new("field names", file =>
        from field in file.All<FieldDeclarationSyntax>()
        from variable in field.Declaration.Variables
        let name = variable.Identifier.Text
        let advice = FieldAdvice(field, name)
        where advice is not null
        select file.At(variable.Identifier, advice));

    public static readonly SourceRule NoMutableStatics = new("no mutable statics", file =>
        MutableStaticFields(file).Concat(MutableStaticProperties(file)));

    public static readonly SourceRule CancellationTokenLast = new("cancellation token last", file =>
        from list in file.All<ParameterListSyntax>()
        where list.Parent is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or TypeDeclarationSyntax or DelegateDeclarationSyntax
        from parameter in list.Parameters
        where TypeName(parameter.Type) == "CancellationToken"
        where list.Parameters.SkipWhile(other => other != parameter).Skip(1).Any(other => !MayFollowToken(other))
        select file.At(parameter, "the CancellationToken is the last parameter."));

    public static IEnumerable<Finding> UnsealedClasses(IReadOnlyCollection<SourceFile> files)
    {
        var declared = files.SelectMany(file => file.All<TypeDeclarationSyntax>().Select(type => (file, type)))
            .Where(pair => pair.type is ClassDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword })
            .ToList();
        var bases = declared.Where(pair => pair.type.BaseList is not null)
            .SelectMany(pair => pair.type.BaseList!.Types.Select(type => TypeName(type.Type))).ToHashSet();
        // A partial class is closed by any of its parts, and a Razor file is a part that is not C#.
        var closed = declared.Where(pair => IsClosed(pair.type)).Select(pair => (Folder(pair.file), pair.type.Identifier.Text)).ToHashSet();

        return from pair in declared
               let name = pair.type.Identifier.Text
               where !IsClosed(pair.type) && !bases.Contains(name) && !closed.Contains((Folder(pair.file), name))
               where !IsBuiltForInheritance(pair.type)
               select pair.file.At(pair.type.Identifier, $"{name} is sealed, or shows with abstract, virtual or protected members that it is built for inheritance.");
    }

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

    private static IEnumerable<BaseTypeDeclarationSyntax> TopLevelTypes(SourceFile file) =>
        file.All<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax);

    private static bool NameFits(string file, string type) => file == type + ".cs"
        || ((file.StartsWith(type + ".", StringComparison.Ordinal) || file.StartsWith(type + "{", StringComparison.Ordinal)) && file.EndsWith(".cs", StringComparison.Ordinal))
        || (file == "Program.cs" && type == "Program");

    private static string Folder(SourceFile file) => file.Path[..file.Path.LastIndexOf('/')];

    private static bool IsClosed(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.SealedKeyword)
        || type.Modifiers.Any(SyntaxKind.StaticKeyword) || type.Modifiers.Any(SyntaxKind.AbstractKeyword);

    private static bool IsBuiltForInheritance(TypeDeclarationSyntax type) => type.Members.Any(member =>
        member.Modifiers.Any(SyntaxKind.VirtualKeyword) || member.Modifiers.Any(SyntaxKind.AbstractKeyword) ||
        (member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !member.Modifiers.Any(SyntaxKind.OverrideKeyword)));

    private static string? FieldAdvice(FieldDeclarationSyntax field, string name)
    {
        var isStaticValue = field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);
        if (field.Modifiers.Any(SyntaxKind.ConstKeyword) || isStaticValue)
        {
            return char.IsUpper(name[0]) ? null : $"{name}: constants and static values are in PascalCase.";
        }

        var isPrivate = !field.Modifiers.Any(modifier =>
            modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
        return isPrivate && !(name.Length > 1 && name[0] == '_' && char.IsLower(name[1])) ? $"{name}: private fields are in _camelCase." : null;
    }

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

    private static bool MayFollowToken(ParameterSyntax parameter) => parameter.Modifiers.Any(SyntaxKind.ParamsKeyword)
        || TypeName(parameter.Type) == "CancellationToken"
        || parameter.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString().StartsWith("Caller", StringComparison.Ordinal));
}
