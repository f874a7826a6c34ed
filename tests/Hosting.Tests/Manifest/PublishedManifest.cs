using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Tests.Manifest;

/// <summary>The shop's manifest, published with known secrets so that a leak can be found.</summary>
public sealed class PublishedManifest : IAsyncLifetime
{
    internal static readonly IReadOnlyDictionary<string, string> Secrets = new Dictionary<string, string>
    {
        ["Parameters__postgres-password"] = "leaked-postgres-password",
        ["Parameters__valkey-cart-password"] = "leaked-valkey-password",
        ["AppHost__BrowserToken"] = "leaked-browser-token",
    };

    private readonly TemporaryFolder _folder = new();

    internal AppHostProcess.Result Run { get; private set; } = null!;

    internal string Text { get; private set; } = "";

    internal string Path => System.IO.Path.Combine(_folder.Path, "manifest.json");

    internal JsonObject Resources => JsonNode.Parse(Text)!["resources"]!.AsObject();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Run = await PublishAsync();
        Text = File.Exists(Path) ? await File.ReadAllTextAsync(Path) : "{}";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task<AppHostProcess.Result> PublishAsync() => AppHostProcess.RunAsync(["--publisher", "manifest", "--output-path", Path], Secrets);
}
