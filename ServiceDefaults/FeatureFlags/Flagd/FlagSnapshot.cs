using Google.Protobuf.WellKnownTypes;
using OtelShop.FlagdCore;
using ModelValue = OpenFeature.Model.Value;

namespace OpenFeature.Providers.Flagd;

/// <summary>One definition as it came from the daemon, and what was evaluated of it.</summary>
internal sealed class FlagSnapshot
{
    public FlagSnapshot(FlagSet flags, Struct? daemonContext, TimeProvider time)
    {
        Flags = flags;
        Time = time;
        DaemonContext = ProtobufValues.ToDictionary(daemonContext);
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
}
