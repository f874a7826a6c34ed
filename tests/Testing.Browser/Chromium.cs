using Microsoft.Playwright;

namespace OtelShop.Testing.Browser;

/// <summary>One browser for all tests that look at pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Chromium without what only a window needs: a reader costs it a quarter of the time that he costs the whole browser.
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // As long as everything else may take: five seconds, which it is otherwise, are little on a busy machine.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Programs.FirstOrDefault(File.Exists, Programs[0]),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    /// <summary>Looks at a page with one device after the other and keeps a picture of each.</summary>
    /// <param name="address">What the path is a path of.</param>
    /// <param name="path">The page.</param>
    /// <param name="picture">What the pictures are named.</param>
    /// <param name="devices">Names of <see cref="Device.All"/>; none means all of them.</param>
    /// <returns>What is wrong with the page: it is wider than the device, or the browser complains. Null when nothing is.</returns>
    public async Task<string?> FaultAsync(Uri address, string path, string picture, params string[] devices)
    {
        await using var reader = await OpenAsync(address);
        return await reader.FaultAsync(path, picture, devices: devices);
    }

    /// <summary>A reader with a browser of his own.</summary>
    /// <param name="address">What the reader's paths are paths of.</param>
    /// <param name="device">What the reader looks with; the desktop where none is named.</param>
    /// <param name="state">Cookies of an earlier reader, see <see cref="Reader.StateAsync"/>. Null for a browser that was never used.</param>
    /// <param name="hasScript">False for a reader without JavaScript.</param>
    public async Task<Reader> OpenAsync(Uri address, Device? device = null, string? state = null, bool hasScript = true)
    {
        device ??= Device.Desktop;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = device.Width, Height = device.Height },
            ColorScheme = device.Scheme,
            TimezoneId = "UTC",
            StorageState = state,
            JavaScriptEnabled = hasScript,
        });
        return new Reader(context, await context.NewPageAsync(), device);
    }
}
