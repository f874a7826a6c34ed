using Microsoft.Playwright;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Ui;

/// <summary>A daemon without login, and a user at its pages.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private Visit(RunningFlagd flagd, Reader reader)
    {
        Flagd = flagd;
        Reader = reader;
    }

    public RunningFlagd Flagd { get; }

    public Reader Reader { get; }

    public IPage Page => Reader.Page;

    public FlagStore Store => Flagd.Get<FlagStore>();

    public static async Task<Visit> BeginAsync(Chromium chromium, string path)
    {
        var flagd = await RunningFlagd.StartAsync(settings: ("AuthMode", "Unsecured"));
        var reader = await chromium.OpenAsync(flagd.AddressOf(Listener.Pages));
        await reader.GoAsync(path);
        return new(flagd, reader);
    }

    /// <summary>As another person would.</summary>
    public Task<ReplaceResult> SwitchAsync(string key, string variant) =>
        Store.TryEditAsync(null, document => FlagEdits.SetVariant(document, key, variant), new FlagAuthor("Ada", "page"), CancellationToken.None);

    public string? Selected(string key) => FlagEdits.SelectedVariant(Store.Current.Flags[key]);

    /// <summary>The button of a variant.</summary>
    public ILocator Variant(string key, string variant) =>
        Page.GetByRole(AriaRole.Group, new() { Name = $"Variant of {key}" }).GetByRole(AriaRole.Button, new() { Name = variant, Exact = true });

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Flagd.DisposeAsync();
    }
}
