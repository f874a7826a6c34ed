namespace OtelShop.Deploy.Tests.Rights;

/// <summary>A command of kubectl, taken apart.</summary>
internal sealed class KubectlCommand
{
    /// <summary>How the runbooks write the namespace of the shop.</summary>
    public const string Shop = "N";

    // Flags whose value is the next word.
    private static readonly string[] WithValue = ["-n", "--namespace", "-l", "--selector", "-c", "--container", "-o", "--output", "-f", "--filename", "--field-selector"];

    private readonly List<string> _words = [];
    private readonly HashSet<string> _flags = [];

    /// <param name="words">The command, without the program.</param>
    public KubectlCommand(IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            // What follows is another program's.
            if (word == "--") break;
            if (!word.StartsWith('-'))
            {
                _words.Add(word);
                continue;
            }

            _flags.Add(word.Split('=')[0]);
            if (!WithValue.Contains(word) || ++index >= words.Count) continue;
            if (word is "-n" or "--namespace") Namespace = words[index] is var name && (name == "NAMESPACE" || name.StartsWith("otel-demo-", StringComparison.Ordinal)) ? Shop : name;
        }
    }

    /// <summary>The one that it names, and that of the shop where it names none.</summary>
    public string Namespace { get; } = Shop;

    /// <summary>Subcommand and arguments, without flags and their values.</summary>
    public IReadOnlyList<string> Words => _words;

    public bool Has(params string[] flags) => flags.Any(_flags.Contains);

    /// <summary>Where objects of a resource are.</summary>
    public string PlaceOf(bool isOfCluster) => isOfCluster || Has("-A", "--all-namespaces") ? "" : Namespace;

    /// <summary>The objects that the arguments from a position on name: <c>deploy/checkout</c>, <c>pod cart-1</c>, <c>pods,pvc</c>.</summary>
    public IEnumerable<(string Group, string Resource, string Place, string? Name)> Targets(int from)
    {
        // Labels and annotations to set or to remove are no objects.
        var arguments = _words.Skip(from).Where(argument => !argument.Contains('=', StringComparison.Ordinal) && !argument.EndsWith('-')).ToList();
        if (arguments.Any(argument => argument.Contains('/', StringComparison.Ordinal)))
            return arguments.Select(argument => argument.Split('/', 2)).Where(parts => parts.Length == 2).Select(parts => Target(parts[0], parts[1]));
        return from type in arguments[0].Split(',')
               from name in arguments.Count > 1 ? arguments.Skip(1) : [null!]
               select Target(type, name);
    }

    private (string, string, string, string?) Target(string type, string? name)
    {
        var (group, plural, isOfCluster) = ResourceNames.Of(type);
        return (group, plural, PlaceOf(isOfCluster), name);
    }
}
