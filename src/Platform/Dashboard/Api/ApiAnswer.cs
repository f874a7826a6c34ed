using System.Text.Json;

namespace OtelShop.Dashboard.Api;

/// <summary>The envelope of every answer: <c>{ "data", "totalCount", "returnedCount" }</c>.</summary>
/// <param name="writeData">Writes the value of <c>data</c>.</param>
/// <param name="totalCount">How many there are.</param>
/// <param name="returnedCount">How many are in this answer.</param>
/// <param name="fileName">To save it as. Null means to show it.</param>
internal sealed class ApiAnswer(Action<Utf8JsonWriter> writeData, int totalCount, int returnedCount, string? fileName = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (fileName is not null)
            response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        if (fileName is not null)
        {
            writeData(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("data");
        writeData(writer);
        writer.WriteNumber("totalCount", totalCount);
        writer.WriteNumber("returnedCount", returnedCount);
        writer.WriteEndObject();
    }
}
