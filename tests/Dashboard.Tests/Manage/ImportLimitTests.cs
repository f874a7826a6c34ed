using System.Net;
using Microsoft.Playwright;
using OtelShop.Dashboard.Manage;
using OtelShop.Dashboard.Tests.Browser;

namespace OtelShop.Dashboard.Tests.Manage;

/// <summary>A file that is too large to be imported.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ImportLimitTests(Chromium chromium) : IAsyncLifetime
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        // A hole: it takes no room on the disk.
        await using var file = File.Create(_file);
        file.SetLength(ArchiveReader.MaxFileBytes + 1);
    }

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_page_says_so_and_does_not_send_it()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/manage");
        await page.SetInputFilesAsync("input[name=file]", _file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await reader.PictureAsync("import-refused");

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("has 101 MB; up to 100 MB can be imported. Nothing was sent.");
        Assert.EndsWith("/manage", page.Url);
    }

    [Fact]
    public async Task A_smaller_file_takes_the_complaint_away()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/manage");
        await page.SetInputFilesAsync("input[name=file]", _file);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.SetInputFilesAsync("input[name=file]", new FilePayload { Name = "small.json", MimeType = "application/json", Buffer = "{}"u8.ToArray() });

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_dashboard_refuses_it_before_it_has_come()
    {
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) };
        using var client = new HttpClient(handler) { BaseAddress = _dashboard.Addresses.Frontend };
        using var request = new HttpRequestMessage(HttpMethod.Post, ManageBuilderExtensions.ImportPath) { Content = new StreamContent(File.OpenRead(_file)) };
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentLength = ArchiveReader.MaxFileBytes * 2;
        request.Content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("This file is larger than 100 MB. Nothing was imported.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
