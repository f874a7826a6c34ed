using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OtelShop.Frontends.Api;

/// <summary>Reads what clients send. What is not the JSON that was asked for is a <see cref="BadRequestException"/> that names the field.</summary>
internal static class ApiRequest
{
    public static async Task<T> ReadAsync<T>(this HttpRequest request, JsonTypeInfo<T> shape)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, "The body has to be JSON, with the header 'Content-Type: application/json'.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, shape, request.HttpContext.RequestAborted)
                ?? throw new BadRequestException(StatusCodes.Status400BadRequest, "The body has to be a JSON object.");
        }
        catch (JsonException error)
        {
            throw Malformed(error, field: "");
        }
    }

    /// <summary>A query parameter that holds JSON; null when it is absent or empty.</summary>
    public static T? ReadQuery<T>(this HttpRequest request, string name, JsonTypeInfo<T> shape) where T : class
    {
        var text = request.Query[name].ToString();
        try
        {
            return text.Length == 0 ? null : JsonSerializer.Deserialize(text, shape);
        }
        catch (JsonException error)
        {
            throw Malformed(error, name);
        }
    }

    private static BadRequestException Malformed(JsonException error, string field)
    {
        // The path of the reader is $.item.quantity; a text that is no JSON at all has the path $.
        var path = (field + (error.Path ?? "$")[1..]).TrimStart('.');
        return path.Length == 0
            ? new BadRequestException(StatusCodes.Status400BadRequest, "The body is not valid JSON.")
            : new BadRequestException(StatusCodes.Status400BadRequest, "The request has values that cannot be read.", (path, "has no readable value."));
    }
}
