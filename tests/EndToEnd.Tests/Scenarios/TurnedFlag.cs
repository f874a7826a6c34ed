using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>A flag that a test has switched, for as long as it is not disposed.</summary>
internal sealed class TurnedFlag(FlagSwitch flags, string name, JsonObject before) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await flags.ChangeAsync(name, before);
}
