using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using OtelShop.Pages.Layout;

namespace OtelShop.Dashboard.Manage;

internal static class ManageBuilderExtensions
{
    public const string ExportPath = "/manage/export";
    public const string ImportPath = "/manage/import";
    public const string ClearPath = "/manage/clear";

    // Around the file: the form's own parts.
    private const long FormBytes = 1024 * 1024;

    public static void AddManage(this WebApplicationBuilder builder) => builder.Services.AddSingleton<DataKeeper>();

    public static void MapManage(this WebApplication app)
    {
        var keeper = app.Services.GetRequiredService<DataKeeper>();
        app.MapPost(ExportPath, ([FromForm] IFormCollection form, HttpContext context, TimeProvider time) => ExportAsync(keeper, new(form["pick"]), context, time));
        app.MapPost(ClearPath, ([FromForm] IFormCollection form) =>
        {
            var selection = new DataSelection(form["pick"]);
            if (selection.Count == 0)
                return Refuse("Nothing was selected.");
            keeper.Clear(selection);
            return new SeeOther("/manage?cleared=" + selection.Count);
        });
        app.MapPost(ImportPath, (IFormFile? file) => Import(keeper, file))
            .WithMetadata(new RequestSizeLimitAttribute(ArchiveReader.MaxFileBytes + FormBytes))
            .WithFormOptions(multipartBodyLengthLimit: ArchiveReader.MaxFileBytes);
    }

    private static async Task ExportAsync(DataKeeper keeper, DataSelection selection, HttpContext context, TimeProvider time)
    {
        if (selection.Count == 0)
        {
            await Refuse("Nothing was selected.").ExecuteAsync(context);
            return;
        }

        // A zip's directory is written in small synchronous pieces.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        context.Response.ContentType = "application/zip";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"telemetry-{time.GetUtcNow():yyyyMMdd-HHmmss}.zip\"";
        await keeper.ExportAsync(context.Response.Body, selection, context.RequestAborted);
    }

    private static IResult Import(DataKeeper keeper, IFormFile? file)
    {
        if (file is null || file.Length == 0)
            return Refuse("Choose a .zip or .json file to import.");
        try
        {
            using var stream = file.OpenReadStream();
            var result = keeper.Import(stream, Path.GetFileName(file.FileName));
            return new SeeOther($"/manage?imported={result.Accepted}&rejected={result.Rejected}");
        }
        catch (ImportException refused)
        {
            return Refuse(refused.Message + " Nothing was imported.");
        }
    }

    private static IResult Refuse(string complaint) => Page.Of<ManagePage>(StatusCodes.Status400BadRequest, (nameof(ManagePage.Complaint), complaint));
}
