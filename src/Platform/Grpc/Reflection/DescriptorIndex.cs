using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Grpc.Reflection;

/// <summary>Files by name, by the symbols in them, and by the extensions that they declare.</summary>
internal sealed class DescriptorIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _files;
    private readonly FrozenDictionary<string, FileDescriptor> _symbols;
    private readonly FrozenDictionary<(string Type, int Number), FileDescriptor> _extensions;

    public DescriptorIndex(IReadOnlyCollection<ServiceDescriptor> services)
    {
        ServiceNames = [.. services.Select(service => service.FullName).Distinct().Order(StringComparer.Ordinal)];
        var files = services.SelectMany(service => WithImports(service.File)).DistinctBy(file => file.Name).ToList();
        _files = files.ToFrozenDictionary(file => file.Name);
        _symbols = files.SelectMany(file => SymbolsOf(file).Select(symbol => (symbol, file))).DistinctBy(pair => pair.symbol)
            .ToFrozenDictionary(pair => pair.symbol, pair => pair.file);
        _extensions = files.SelectMany(file => ExtensionsOf(file).Select(field => (Key: (field.ExtendeeType.FullName, field.FieldNumber), File: file)))
            .DistinctBy(pair => pair.Key).ToFrozenDictionary(pair => pair.Key, pair => pair.File);
    }

    public IReadOnlyList<string> ServiceNames { get; }

    public FileDescriptor? FileNamed(string name) => _files.GetValueOrDefault(name);

    public FileDescriptor? FileWith(string symbol) => _symbols.GetValueOrDefault(symbol.TrimStart('.'));

    public FileDescriptor? FileExtending(string type, int number) => _extensions.GetValueOrDefault((type.TrimStart('.'), number));

    /// <summary>The numbers of a type's extensions; null when the type is not known.</summary>
    public IReadOnlyList<int>? ExtensionNumbersOf(string type) => _symbols.ContainsKey(type.TrimStart('.'))
        ? [.. _extensions.Keys.Where(key => key.Type == type.TrimStart('.')).Select(key => key.Number).Order()]
        : null;

    /// <summary>A file and all that it imports, itself first.</summary>
    public static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) =>
        file.Dependencies.SelectMany(WithImports).Prepend(file).DistinctBy(one => one.Name);

    private static IEnumerable<string> SymbolsOf(FileDescriptor file) =>
        file.Services.SelectMany(service => service.Methods.Select(method => method.FullName).Prepend(service.FullName))
            .Concat(file.EnumTypes.SelectMany(SymbolsOf))
            .Concat(file.MessageTypes.SelectMany(SymbolsOf));

    private static IEnumerable<string> SymbolsOf(EnumDescriptor type) => type.Values.Select(value => value.FullName).Prepend(type.FullName);

    private static IEnumerable<string> SymbolsOf(MessageDescriptor type) =>
        type.Fields.InDeclarationOrder().Select(field => field.FullName).Prepend(type.FullName)
            .Concat(type.EnumTypes.SelectMany(SymbolsOf))
            .Concat(type.NestedTypes.SelectMany(SymbolsOf));

    private static IEnumerable<FieldDescriptor> ExtensionsOf(FileDescriptor file) =>
        file.Extensions.UnorderedExtensions.Concat(file.MessageTypes.SelectMany(ExtensionsOf));

    private static IEnumerable<FieldDescriptor> ExtensionsOf(MessageDescriptor type) =>
        type.Extensions.UnorderedExtensions.Concat(type.NestedTypes.SelectMany(ExtensionsOf));
}
