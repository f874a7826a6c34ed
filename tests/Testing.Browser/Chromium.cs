using Microsoft.Playwright;

namespace OtelShop.Testing.Browser;

/// <summary>One browser for all tests that look at pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>Looks at a page with a device and keeps a picture of it.</summary>
    /// <returns>What is wrong with the page: it is wider than the device, or the browser complains. Null when nothing is.</returns>
    public async Task<string?> FaultAsync(Uri dashboard, string path, string picture, string device)
    {
        await using var reader = await OpenAsync(dashboard, Device.All.Single(d => d.Name == device));
        await reader.GoAsync(path);
        await reader.PictureAsync(picture);
        return await reader.OverflowsAsync() ? $"{path} is wider than a {device}." : reader.Complaints.FirstOrDefault();
    }

    /// <summary>A reader with a browser of his own.</summary>
    /// <param name="dashboard">What the reader's paths are paths of.</param>
    /// <param name="device">What the reader looks with; the desktop where none is named.</param>
    /// <param name="state">Cookies of an earlier reader, see <see cref="Reader.StateAsync"/>. Null for a browser that was never used.</param>
    public async Task<Reader> OpenAsync(Uri dashboard, Device? device = null, string? state = null)
    {
        device ??= Device.Desktop;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = dashboard.ToString(),
            ViewportSize = new ViewportSize { Width = device.Width, Height = device.Height },
            ColorScheme = device.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            TimezoneId = "UTC",
            StorageState = state,
        });
        return new Reader(context, await context.NewPageAsync(), device);
    }
}
