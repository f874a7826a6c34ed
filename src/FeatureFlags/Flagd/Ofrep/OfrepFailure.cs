namespace OtelShop.Flagd.Ofrep;

/// <summary>A failed OFREP request.</summary>
/// <param name="Code">OpenFeature's error code.</param>
/// <param name="Details">Sentence that states the fault.</param>
internal sealed record OfrepFailure(string Code, string Details)
{
    public int HttpStatus { get; init; } = Code switch
    {
        "FLAG_NOT_FOUND" => StatusCodes.Status404NotFound,
        "GENERAL" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
