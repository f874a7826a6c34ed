using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OtelShop.Frontends.Api;

/// <summary>Reads JSON of requests. Invalid JSON throws a <see cref="BadRequestException"/> that names the field.</summary>
internal static class ApiRequest
{
    public static async Task<T> ReadAsync<T>(this HttpRequest request, JsonTypeInfo<T> shape)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadRequestException(StatusCodes.Status415UnsupportedMediaType, "The body must be JSON with the header 'Content-Type: application/json'.");
        }

        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, shape, request.HttpContext.RequestAborted)
                ?? throw new BadRequestException(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        }
        catch (JsonException error)
        {
            throw Malformed(error, field: "");
        }
    }

    /// <summary>Reads JSON from a query parameter; null if absent or empty.</summary>
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
        // JsonException.Path is $.item.quantity, or $ for text that is not JSON.
        var path = (field + (error.Path ?? "$")[1..]).TrimStart('.');
        return path.Length == 0
            ? new BadRequestException(StatusCodes.Status400BadRequest, "The body is not valid JSON.")
            : new BadRequestException(StatusCodes.Status400BadRequest, "The request has invalid values.", (path, "has an invalid value."));
    }
}
