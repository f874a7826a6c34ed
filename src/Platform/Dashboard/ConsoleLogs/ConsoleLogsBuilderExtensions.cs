using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Resources;
using OtelShop.Pages.Layout;

namespace OtelShop.Dashboard.ConsoleLogs;

internal static class ConsoleLogsBuilderExtensions
{
    public const string StreamPath = "/consolelogs/stream";
    public const string DownloadPath = "/consolelogs/download";
    public const string ClearPath = "/consolelogs/clear";

    public static void AddConsoleLogs(this WebApplicationBuilder builder)
    {
        // Who runs no resources has no consoles.
        if (builder.Services.Any(service => service.ServiceType == typeof(IResourceSource)))
            builder.Services.AddSingleton<ConsoleStream>();
    }

    public static void MapConsoleLogs(this WebApplication app)
    {
        if (app.Services.GetService<IResourceSource>() is not { } source)
            return;
        app.MapGet(StreamPath, (HttpContext http, ResourceBoard board, ConsoleStream stream, string? resource, long? since) =>
            stream.WriteAsync(http, ConsoleSelection.Of(board, resource), since ?? 0));
        app.MapGet(DownloadPath, (ResourceBoard board, IOptions<DashboardOptions> options, string? resource) =>
            Download(source, ConsoleSelection.Of(board, resource), options.Value.Frontend.MaxConsoleLogCount));
        app.MapPost(ClearPath, (ResourceBoard board, [FromForm] string? resource) =>
        {
            foreach (var cleared in ConsoleSelection.Of(board, resource).Resources)
                source.ClearConsole(cleared.Name);
            return new SeeOther(PageOf(resource));
        });
    }

    /// <summary>Address of the page. Null means everybody's lines.</summary>
    public static string PageOf(string? resource) => string.IsNullOrEmpty(resource) ? "/consolelogs" : $"/consolelogs/resource/{Uri.EscapeDataString(resource)}";

    private static IResult Download(IResourceSource source, ConsoleSelection selection, int count)
    {
        var name = selection.Name is { } asked && selection.Resources.Count > 0 ? asked : "all";
        var text = ConsoleBacklog.Read(source, selection, count * Math.Max(1, selection.Resources.Count), until: null).ToText();
        return Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", $"{name}-console.txt");
    }
}
