using System.Text.Json.Serialization.Metadata;

namespace OtelShop.Frontends.Api;

internal static class ApiResult
{
    public static IResult Of<T>(T value, JsonTypeInfo<T> shape) => new ApiResult<T>(value, shape);
}
