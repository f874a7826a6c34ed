using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Interop;

/// <summary>A daemon, and one of the providers from npm that asks it.</summary>
/// <param name="name">The provider, as the program under peers/ knows it.</param>
/// <param name="endpoint">The port that it asks.</param>
/// <param name="brokenRule">OpenFeature's error code as this provider passes on a rule that cannot be read.</param>
public abstract class NodeProvider(string name, string endpoint, string brokenRule = "PARSE_ERROR") : IAsyncLifetime
{
    private const string Flags = """
        {"flags": {
          "boolean": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "yes"},
          "string": {"state": "ENABLED", "variants": {"star": "Sirius"}, "defaultVariant": "star"},
          "text": {"state": "ENABLED", "variants": {"star": "Sirius"}, "defaultVariant": "star"},
          "number": {"state": "ENABLED", "variants": {"half": 0.5}, "defaultVariant": "half"},
          "object": {"state": "ENABLED", "variants": {"moon": {"name": "Io", "craters": [1, 2]}}, "defaultVariant": "moon"},
          "targeted": {"state": "ENABLED", "variants": {"yes": true, "no": false}, "defaultVariant": "no",
            "targeting": {"if": [{"ends_with": [{"var": "email"}, "@example.com"]}, "yes", null]}},
          "split": {"state": "ENABLED", "variants": {"a": "a", "b": "b"}, "defaultVariant": "a", "targeting": {"fractional": [["a", 0], ["b", 100]]}},
          "broken": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes", "targeting": {"no_such_operator": [1]}},
          "switch": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
          "disabled": {"state": "DISABLED", "variants": {"yes": true}, "defaultVariant": "yes"}
        }}
        """;

    private RunningFlagd _flagd = default!;

    /// <summary>Whether it hears of changes, or has to be asked.</summary>
    protected virtual bool IsTold => true;

    /// <summary>The program under peers/ that has the provider.</summary>
    protected virtual string Program => "client.mjs";

    internal string BrokenRule => brokenRule;

    internal NodeClient Client { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync(Flags);
        Client = await NodeClient.StartAsync(Program, name, _flagd.AddressOf(Listener.All.Single(listener => listener.EndpointName == endpoint)).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _flagd.DisposeAsync();
    }

    /// <summary>Changes one flag, and waits until the provider has heard of it.</summary>
    internal async Task SwitchOffAsync()
    {
        await _flagd.ServeAsync(Flags.Replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"off\"", StringComparison.Ordinal));
        if (IsTold)
            await Client.ChangedAsync();
    }
}
