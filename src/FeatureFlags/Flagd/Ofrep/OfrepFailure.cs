namespace OtelShop.Flagd.Ofrep;

/// <summary>Why there is no answer.</summary>
/// <param name="Code">OpenFeature's error code.</param>
/// <param name="Details">What is wrong, in a sentence.</param>
internal sealed record OfrepFailure(string Code, string Details)
{
    public int HttpStatus { get; init; } = Code switch
    {
        "FLAG_NOT_FOUND" => StatusCodes.Status404NotFound,
        "GENERAL" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
