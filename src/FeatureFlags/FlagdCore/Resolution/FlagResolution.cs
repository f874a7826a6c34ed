namespace OtelShop.FlagdCore;

/// <summary>Outcome of one evaluation.</summary>
/// <param name="Value">The variant's value. Null: the caller's own default holds (error, disabled flag, or no default variant).</param>
/// <param name="Variant">Name of the variant; null when <paramref name="Value"/> is.</param>
/// <param name="Reason">One of <see cref="FlagReason"/>.</param>
/// <param name="ErrorCode">What failed; null when nothing did.</param>
/// <param name="ErrorMessage">What failed, in words; null when nothing did.</param>
/// <param name="Metadata">The flag's metadata together with its set's; the set's alone when there is no such flag.</param>
public readonly record struct FlagResolution(
    FlagValue? Value,
    string? Variant,
    string Reason,
    FlagErrorCode? ErrorCode,
    string? ErrorMessage,
    FlagMetadata Metadata)
{
    /// <summary>The error code in the words of OpenFeature and of flagd's protocols, such as FLAG_NOT_FOUND; null when nothing failed.</summary>
    public string? ErrorCodeName => ErrorCode switch
    {
        null => null,
        FlagErrorCode.FlagNotFound => "FLAG_NOT_FOUND",
        FlagErrorCode.ParseError => "PARSE_ERROR",
        FlagErrorCode.TypeMismatch => "TYPE_MISMATCH",
        _ => "GENERAL",
    };

    /// <summary>This resolution when its value, if any, is of the type; otherwise the error TYPE_MISMATCH.</summary>
    public FlagResolution As(FlagType expected) =>
        Value is null || Value.Type == expected ? this : Mismatch(expected, $"a {Word(expected)}");

    /// <summary>This resolution when its value, if any, is a whole number within 64 bits; otherwise the error TYPE_MISMATCH.</summary>
    public FlagResolution AsInteger() =>
        Value is null || Value.IsInteger ? this : Mismatch(FlagType.Number, "a whole number");

    internal static FlagResolution Failed(FlagErrorCode code, string message, FlagMetadata metadata) =>
        new(null, null, FlagReason.Error, code, message, metadata);

    private FlagResolution Mismatch(FlagType expected, string wanted) => Failed(
        FlagErrorCode.TypeMismatch,
        Value!.Type != expected ? $"The flag's value is a {Word(Value.Type)}, not {wanted}."
            : double.IsInteger(Value.Number) ? $"The flag's value {Value} does not fit a 64-bit integer."
            : $"The flag's value {Value} is not {wanted}.",
        Metadata);

    private static string Word(FlagType type) => type switch
    {
        FlagType.Boolean => "boolean",
        FlagType.String => "string",
        FlagType.Number => "number",
        _ => "JSON object",
    };
}
