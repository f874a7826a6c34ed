namespace OtelShop.EndToEnd.Tests;

/// <summary>One browser for the people who look at the dashboard.</summary>
public sealed class DashboardReaders : IAsyncLifetime
{
    private readonly Chromium _chromium = new();

    public Task InitializeAsync() => _chromium.InitializeAsync();

    public Task DisposeAsync() => _chromium.DisposeAsync();

    /// <summary>Somebody who has followed the link of the console.</summary>
    public async Task<Reader> LogInAsync(RunningShop shop, Device device)
    {
        var reader = await _chromium.OpenAsync(new Uri(shop.DashboardLogin, "/"), device);
        await reader.GoAsync(shop.DashboardLogin.PathAndQuery);
        return reader;
    }
}
