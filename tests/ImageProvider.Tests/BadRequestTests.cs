using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OtelShop.ImageProvider.Tests;

public sealed class BadRequestTests(RunningImageProvider pictures)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/products/Nothing.jpg")]
    [InlineData("/products/RoofBinoculars")]
    [InlineData("/products/RoofBinoculars.avif")]
    [InlineData("/products/RoofBinoculars.JPG")]
    [InlineData("/products/roofbinoculars.jpg")]
    [InlineData("/RoofBinoculars.jpg")]
    [InlineData("/products/.jpg")]
    [InlineData("/products/")]
    [InlineData("/icons/Cart.png")]
    [InlineData("/icons/%2e%2e%2fBanner.png")]
    [InlineData("/products%2FRoofBinoculars.jpg")]
    [InlineData("/products/..%5CBanner.png")]
    [InlineData("/a/b/c/d.png")]
    [InlineData("/../../etc/passwd")]
    public async Task An_unknown_picture_is_a_404_that_is_not_stored(string path)
    {
        var (status, head, body) = await SendRawAsync("GET", path);

        Assert.Equal(404, status);
        Assert.Contains("Cache-Control: no-store", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", head, StringComparison.Ordinal);
        Assert.Contains("There is no such picture.", body, StringComparison.Ordinal);
    }

    // Kestrel refuses it before any route is chosen.
    [Fact]
    public async Task A_NUL_in_the_path_is_refused()
    {
        var (status, _, _) = await SendRawAsync("GET", "/Banner.png%00.svg");

        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("/products/RoofBinoculars.jpg?w=481")]
    [InlineData("/products/RoofBinoculars.jpg?w=1280")]
    [InlineData("/products/RoofBinoculars.jpg?w=")]
    [InlineData("/products/RoofBinoculars.jpg?w=-480")]
    [InlineData("/products/RoofBinoculars.jpg?w=99999999999999999999")]
    [InlineData("/products/RoofBinoculars.jpg?w=480&w=240")]
    [InlineData("/products/RoofBinoculars.jpg?w=480.0")]
    public async Task Another_width_is_refused_with_those_that_exist(string path)
    {
        using var response = await pictures.Http.GetAsync(path);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("w must be one of 160, 240, 320, 480, 640, 960, 1200.", problem.RootElement.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/products/RoofBinoculars.jpg?format=avif")]
    [InlineData("/products/RoofBinoculars.jpg?format=svg")]
    [InlineData("/products/RoofBinoculars.svg?format=webp")]
    [InlineData("/icons/Cart.svg?w=160")]
    public async Task A_format_or_width_that_the_picture_does_not_have_is_refused(string path)
    {
        using var response = await pictures.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Another_method_is_refused_with_those_that_exist(string method)
    {
        var (status, head, _) = await SendRawAsync(method, "/products/RoofBinoculars.jpg");

        Assert.Equal(405, status);
        Assert.Matches(new Regex("^Allow: GET, HEAD\r?$", RegexOptions.Multiline), head);
    }

    // HttpClient would normalise the path.
    private async Task<(int Status, string Head, string Body)> SendRawAsync(string method, string path)
    {
        using var client = new TcpClient(pictures.Address.Host, pictures.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: shop\r\nAccept: */*\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var response = await reader.ReadToEndAsync();
        var end = response.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(response[9..12]), response[..end], response[(end + 4)..]);
    }
}
