using Microsoft.AspNetCore.Antiforgery;
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
        app.MapPost(ImportPath, (HttpContext context, CancellationToken cancellationToken) => ImportAsync(keeper, context, cancellationToken))
            .WithMetadata(new RequireAntiforgeryTokenAttribute(), new RequestSizeLimitAttribute(ArchiveReader.MaxFileBytes + FormBytes))
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

    // Not a parameter, which would be read before anything could be said about its size.
    private static async Task<IResult> ImportAsync(DataKeeper keeper, HttpContext context, CancellationToken cancellationToken)
    {
        var checkedForm = context.Features.Get<IAntiforgeryValidationFeature>();
        if (context.Request.ContentLength > ArchiveReader.MaxFileBytes + FormBytes || checkedForm?.Error?.InnerException is InvalidDataException or BadHttpRequestException)
            return Refuse($"This file is larger than {ArchiveReader.MaxFileBytes >> 20} MB. Nothing was imported.", StatusCodes.Status413PayloadTooLarge);
        if (checkedForm is { IsValid: false })
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        return Import(keeper, form.Files.GetFile("file"));
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

    private static IResult Refuse(string complaint, int status = StatusCodes.Status400BadRequest) => Page.Of<ManagePage>(status, (nameof(ManagePage.Complaint), complaint));
}
