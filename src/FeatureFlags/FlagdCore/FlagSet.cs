using System.Security.Cryptography;

namespace OtelShop.FlagdCore;

/// <summary>A flag definition document, read once and immutable: any number of threads may evaluate at once.</summary>
public sealed class FlagSet
{
    private readonly Dictionary<string, Flag> _flags;

    private FlagSet(byte[] source, byte[] utf8Json, FlagSetReader reader)
    {
        Source = source;
        Utf8Json = utf8Json;
        Version = Convert.ToHexStringLower(SHA256.HashData(utf8Json).AsSpan(0, 16));
        _flags = reader.Flags;
        Metadata = reader.Metadata;
        Warnings = reader.Warnings;
    }

    /// <summary>A set without flags.</summary>
    public static FlagSet Empty { get; } = Parse("""{"flags":{}}"""u8);

    /// <summary>The flags by key, in the order of the document.</summary>
    public IReadOnlyDictionary<string, Flag> Flags => _flags;

    /// <summary>Hash of the document: equal documents have equal versions. Hexadecimal digits, fit for an ETag.</summary>
    public string Version { get; }

    /// <summary>The document's own metadata, which every flag inherits.</summary>
    public FlagMetadata Metadata { get; }

    /// <summary>What is wrong without making the document invalid: a flag whose rule is malformed answers PARSE_ERROR, all others work.</summary>
    public IReadOnlyList<FlagProblem> Warnings { get; }

    /// <summary>The document with its flags by name; differs from <see cref="Source"/> only if that has an array of flags.</summary>
    public ReadOnlyMemory<byte> Utf8Json { get; }

    /// <summary>The document as it came.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    /// <summary>Reads a flag definition document.</summary>
    /// <param name="utf8Json">The document, with its flags by name or as an array of flags with keys; a byte order mark is skipped.</param>
    /// <exception cref="FlagSetException">The JSON is malformed or breaks the schema; the exception lists everything that is wrong.</exception>
    public static FlagSet Parse(ReadOnlySpan<byte> utf8Json)
    {
        var source = utf8Json.ToArray();
        var document = JsonText.Parse(source);
        var bytes = source;
        if (FlagArray.IsIn(document))
        {
            bytes = FlagArray.ToObject(document);
            document = JsonText.Parse(bytes);
        }

        var reader = new FlagSetReader();
        reader.Read(document);
        return reader.Problems.Count == 0 ? new FlagSet(source, bytes, reader) : throw new FlagSetException(reader.Problems);
    }

    /// <summary>Evaluates a flag. Never throws: whatever fails is in the result.</summary>
    /// <param name="key">The flag.</param>
    /// <param name="context">
    /// What the rule can ask for: null, booleans, numbers, text, and lists and string-keyed dictionaries of these. <c>targetingKey</c> is an ordinary entry.
    /// </param>
    /// <param name="time">Gives <c>$flagd.timestamp</c>.</param>
    public FlagResolution Resolve(string key, IReadOnlyDictionary<string, object?> context, TimeProvider time)
    {
        if (!_flags.TryGetValue(key, out var flag))
            return FlagResolution.Failed(FlagErrorCode.FlagNotFound, $"There is no flag '{key}'.", Metadata);
        return flag.Resolve(context, time);
    }

    /// <summary>Keys of the flags that were added, removed or changed since <paramref name="earlier"/>, in ordinal order.</summary>
    public IReadOnlyList<string> KeysChangedSince(FlagSet earlier)
    {
        if (Version == earlier.Version)
            return [];
        var changed = _flags.Values.Where(flag => !earlier._flags.TryGetValue(flag.Key, out var before) || !flag.IsSameAs(before)).Select(flag => flag.Key);
        var removed = earlier._flags.Keys.Where(key => !_flags.ContainsKey(key));
        return [.. changed.Concat(removed).Order(StringComparer.Ordinal)];
    }
}
