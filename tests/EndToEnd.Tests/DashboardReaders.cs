namespace OtelShop.EndToEnd.Tests;

/// <summary>One browser for the people who look at the dashboard.</summary>
public sealed class DashboardReaders : IAsyncLifetime
{
    private readonly Chromium _chromium = new();
    private string? _loggedIn;

    public async ValueTask InitializeAsync() => await _chromium.InitializeAsync();

    public async ValueTask DisposeAsync() => await _chromium.DisposeAsync();

    /// <summary>Somebody who has followed the link of the console: once for all readers, because logins are counted.</summary>
    public async Task<Reader> LogInAsync(RunningShop shop, Device device)
    {
        var dashboard = new Uri(shop.DashboardLogin, "/");
        if (_loggedIn is null)
        {
            await using var first = await _chromium.OpenAsync(dashboard);
            await first.GoAsync(shop.DashboardLogin.PathAndQuery);
            _loggedIn = await first.StateAsync();
        }

        return await _chromium.OpenAsync(dashboard, device, _loggedIn);
    }
}
