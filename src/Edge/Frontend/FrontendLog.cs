namespace OtelShop.Frontends;

internal static partial class FrontendLog
{
    [LoggerMessage(1, LogLevel.Error,
        "{http.request.method} {url.path} failed because a backend answered {rpc.response.status_code}",
        EventName = "frontend.backend.failed")]
    public static partial void BackendFailed(
        this ILogger logger, Exception error, [TagName("http.request.method")] string method, [TagName("url.path")] string path,
        [TagName("rpc.response.status_code")] string status);

    [LoggerMessage(2, LogLevel.Warning,
        "The page is shown without {demo.page.part}: the backend failed with {rpc.response.status_code}",
        EventName = "frontend.page_part.omitted")]
    public static partial void PartMissing(this ILogger logger, [TagName("demo.page.part")] string part, [TagName("rpc.response.status_code")] string status);

    [LoggerMessage(3, LogLevel.Error, "{http.request.method} {url.path} failed", EventName = "frontend.page.failed")]
    public static partial void PageFailed(
        this ILogger logger, Exception error, [TagName("http.request.method")] string method, [TagName("url.path")] string path);

    [LoggerMessage(4, LogLevel.Warning,
        "Pictures are cached for minutes only, because their manifest cannot be read: {error.message}",
        EventName = "frontend.picture_manifest.read_failed")]
    public static partial void ManifestUnreadable(this ILogger logger, [TagName("error.message")] string problem);
}
