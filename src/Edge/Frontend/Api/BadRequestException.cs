namespace OtelShop.Frontends.Api;

/// <summary>The request is invalid; a retry cannot succeed.</summary>
internal sealed class BadRequestException(int statusCode, string message, (string Field, string Description)? violation = null) : Exception(message)
{
    public int StatusCode => statusCode;

    public IReadOnlyDictionary<string, string[]> Errors =>
        violation is { } found ? new Dictionary<string, string[]> { [found.Field] = [found.Description] } : new Dictionary<string, string[]>();
}
