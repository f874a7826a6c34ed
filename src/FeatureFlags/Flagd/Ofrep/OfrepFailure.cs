namespace OtelShop.Flagd.Ofrep;

/// <summary>A failed OFREP request.</summary>
/// <param name="Code">OpenFeature's error code.</param>
/// <param name="Details">Sentence that states the fault.</param>
internal sealed record OfrepFailure(string Code, string Details)
{
    public int HttpStatus { get; init; } = Code == "FLAG_NOT_FOUND" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
}
