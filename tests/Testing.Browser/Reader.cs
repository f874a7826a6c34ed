using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OtelShop.Testing.Browser;

/// <summary>A user of pages that records what the browser reports: failed scripts, broken policies, refused requests.</summary>
public sealed class Reader : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentDictionary<string, bool> _hosts = new();
    private readonly IBrowserContext _context;
    private Device _device;

    public Reader(IBrowserContext context, IPage page, Device device)
    {
        _context = context;
        _device = device;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => _hosts.TryAdd(new Uri(request.Url).Authority, true);
    }

    public IPage Page { get; }

    /// <summary>What the browser's console has reported as an error.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>The hosts, with their ports, that the browser has asked for something.</summary>
    public IEnumerable<string> Hosts => _hosts.Keys;

    /// <summary>Checks the page that is open by axe's rules of accessibility.</summary>
    /// <returns>One line for each broken rule.</returns>
    public async Task<IReadOnlyList<string>> ViolationsAsync() =>
        [.. (await Page.RunAxe()).Violations.Select(rule => $"{rule.Id}: {rule.Nodes[0].Html}")];

    /// <summary>Opens a page and waits until its scripts listen and a key reaches them: Chromium drops keys and clicks that come before it has painted.</summary>
    public async Task<IPage> GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForSelectorAsync("html[data-ready]");
        await Page.EvaluateAsync("new Promise(seen => new PerformanceObserver(() => seen()).observe({ type: 'paint', buffered: true }))");
        await Page.EvaluateAsync("addEventListener('keydown', () => window.hearsKeys = true, { capture: true, once: true })");
        for (var tries = 0; tries < 1_000 && !await Page.EvaluateAsync<bool>("window.hearsKeys === true"); tries++)
            await Page.Keyboard.PressAsync("Shift");
        return Page;
    }

    /// <summary>Waits until the address is one like this. Playwright's own wait misses an address that changes while it begins to listen.</summary>
    public Task SeesAddressAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) => Assertions.Expect(Page).ToHaveURLAsync(new Regex(pattern));

    /// <summary>Takes another device. The theme changes at once; a window of another size is for the pages that are opened from now on.</summary>
    public async Task TakeAsync(Device device)
    {
        if (!device.HasWindowOf(_device))
            await Page.SetViewportSizeAsync(device.Width, device.Height);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = device.Scheme });
        _device = device;
    }

    /// <summary>Looks at a page with one device after the other and keeps a picture of each.</summary>
    /// <param name="path">The page.</param>
    /// <param name="picture">What the pictures are named.</param>
    /// <param name="prepareAsync">Follows each opening of the page, before it is looked at.</param>
    /// <param name="devices">Names of <see cref="Device.All"/>; none means all of them.</param>
    /// <returns>What is wrong with the page: it is wider than the device, or the browser complains. Null when nothing is.</returns>
    public async Task<string?> FaultAsync(string path, string picture, Func<Task>? prepareAsync = null, params string[] devices)
    {
        Device? before = null;
        foreach (var device in Device.All.Where(device => devices is [] || devices.Contains(device.Name)))
        {
            await TakeAsync(device);
            if (before is null || !device.HasWindowOf(before))
            {
                await GoAsync(path);
                await (prepareAsync?.Invoke() ?? Task.CompletedTask);
            }

            await PictureAsync(picture);
            if (await OverflowsAsync())
                return $"{path} is wider than a {device.Name}.";
            before = device;
        }

        return Complaints.FirstOrDefault();
    }

    /// <summary>The reader's cookies, with which another reader is logged in.</summary>
    public Task<string> StateAsync() => _context.StorageStateAsync();

    /// <summary>Keeps a picture of the whole page among the artefacts, named for what it shows.</summary>
    public Task PictureAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Pictures.Folder, $"{name}-{_device.Name}.png"),
        FullPage = true,
    });

    /// <summary>Whether the page is wider than the window: on a phone a reader would have to drag it about.</summary>
    public Task<bool> OverflowsAsync() => Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
