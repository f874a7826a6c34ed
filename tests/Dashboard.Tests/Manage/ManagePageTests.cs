using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OtelShop.Dashboard.Manage;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Browser;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.Manage;

[Collection(BrowserCollection.Name)]
public sealed partial class ManagePageTests(Chromium chromium) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        _client = _dashboard.CreateClient();
        foreach (var service in new[] { "accounting", "cart", "checkout", "frontend", "payment", "product-catalog" })
            _dashboard.Get<TraceStore>().Add(TelemetrySamples.Request(service, TelemetrySamples.Span(service.Length, 1)));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _dashboard.DisposeAsync();
    }

    [Fact]
    public async Task The_page_fits_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/manage", "manage"));

    [Fact]
    public async Task The_page_of_the_api_fits_every_device() =>
        Assert.Null(await chromium.FaultAsync(_dashboard.Addresses.Frontend, "/api/telemetry", "api"));

    [Fact]
    public async Task A_press_on_the_button_saves_an_archive()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/manage");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Export selected").ClickAsync());

        await using var file = await download.CreateReadStreamAsync();
        var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        Assert.Equal(6, new ZipArchive(copy).Entries.Count);
    }

    [Fact]
    public async Task A_tick_in_the_head_of_a_column_ticks_the_column()
    {
        await using var reader = await chromium.OpenAsync(_dashboard.Addresses.Frontend);
        var page = await reader.GoAsync("/manage");

        await page.GetByLabel("Traces", new() { Exact = true }).UncheckAsync();

        Assert.Equal(0, await page.Locator("td input[data-column=Traces]:checked").CountAsync());
        Assert.Equal(6, await page.Locator("td input[data-column=Metrics]:checked").CountAsync());
    }

    [Fact]
    public async Task A_file_that_is_no_telemetry_is_refused_in_words()
    {
        using var answer = await PostAsync(ManageBuilderExtensions.ImportPath, token =>
            new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(Encoding.UTF8.GetBytes("<script>")), "file", "<b>.json" } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was imported", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clearing_leads_back_to_the_page()
    {
        using var answer = await PostAsync(ManageBuilderExtensions.ClearPath, token =>
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("pick", DataSelection.ValueOf(DataKind.Traces, "cart"))]));

        Assert.Equal("/manage?cleared=1", answer.Headers.Location!.ToString());
        Assert.Equal(5, _dashboard.Get<TraceStore>().FindSpans(new()).Total);
    }

    [Theory]
    [InlineData(ManageBuilderExtensions.ExportPath)]
    [InlineData(ManageBuilderExtensions.ClearPath)]
    public async Task A_form_of_another_site_is_refused(string path)
    {
        using var form = new FormUrlEncodedContent([new("pick", DataSelection.ValueOf(DataKind.Traces, "cart"))]);
        using var answer = await _client.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(6, _dashboard.Get<TraceStore>().FindSpans(new()).Total);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Func<string, HttpContent> content)
    {
        using var page = await _client.GetAsync("/manage");
        var token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content(token) };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return await _client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
