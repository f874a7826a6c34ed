using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Api;

/// <summary>Errors as problem JSON (RFC 9457).</summary>
internal static class Problems
{
    public static IResult Of(int status, string title) => Results.Problem(statusCode: status, title: title);

    public static IResult Invalid(IReadOnlyList<FlagProblem> problems) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "The flags are not valid; nothing was changed.", detail: $"{problems[0].Path}: {problems[0].Message}",
        extensions: new Dictionary<string, object?> { ["problems"] = problems });

    public static IResult NoSuchFlag(string key) => Of(StatusCodes.Status404NotFound, $"There is no flag '{key}'.");

    /// <summary>Response to a rejected change. <paramref name="result"/> is never <see cref="ReplaceResult.Replaced"/>.</summary>
    public static IResult Of(ReplaceResult result) => result switch
    {
        ReplaceResult.Conflict conflict => Results.Problem(
            statusCode: StatusCodes.Status412PreconditionFailed, title: "The flags have changed since you read them; read them again.",
            extensions: new Dictionary<string, object?> { ["version"] = conflict.Version }),
        ReplaceResult.Invalid invalid => Invalid(invalid.Problems),
        ReplaceResult.Unwritable unwritable => Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable, title: "The flags could not be written; nothing was changed.", detail: unwritable.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
