using Google.Protobuf.WellKnownTypes;
using OtelShop.FlagdCore;
using ModelValue = OpenFeature.Model.Value;

namespace OpenFeature.Providers.Flagd;

/// <summary>One definition as it came from the daemon, and what was evaluated of it.</summary>
internal sealed class FlagSnapshot
{
    private readonly HashSet<string> _neverOn;

    public FlagSnapshot(FlagSet flags, Struct? daemonContext, TimeProvider time)
    {
        Flags = flags;
        Time = time;
        DaemonContext = ProtobufValues.ToDictionary(daemonContext);
        _neverOn = [.. flags.Flags.Values.Where(IsNeverOn).Select(flag => flag.Key)];
        Booleans = new(this, static resolution => resolution.As(FlagType.Boolean), static value => value.Boolean);
        Strings = new(this, static resolution => resolution.As(FlagType.String), static value => value.Text!);
        Integers = new(this, FlagResults.AsInt32, static value => (int)value.Number);
        Doubles = new(this, static resolution => resolution.As(FlagType.Number), static value => value.Number);
        Objects = new(this, static resolution => resolution.As(FlagType.Object), static value => JsonValues.ToValue(value.Json));
    }

    public FlagSet Flags { get; }

    public TimeProvider Time { get; }

    /// <summary>What the daemon adds to every context.</summary>
    public IReadOnlyDictionary<string, object?> DaemonContext { get; }

    public FlagResults<bool> Booleans { get; }

    public FlagResults<string> Strings { get; }

    public FlagResults<int> Integers { get; }

    public FlagResults<double> Doubles { get; }

    public FlagResults<ModelValue> Objects { get; }

    /// <summary>Whether no evaluation, whatever its context, can give true, or a number above zero.</summary>
    public bool IsNeverOn(string key) => _neverOn.Contains(key) || !Flags.Flags.ContainsKey(key);

    private static bool IsNeverOn(Flag flag) => flag.PossibleVariants is { } possible && possible.All(name => !flag.Variants.TryGetValue(name, out var value) || IsOff(value));

    private static bool IsOff(FlagValue value) => value.Type == FlagType.Boolean ? !value.Boolean : value.Type == FlagType.Number && !(value.Number > 0);
}
