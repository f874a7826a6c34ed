namespace OtelShop.ServiceDefaults.Validation;

/// <summary>The request is wrong whatever the state of the shop: gRPC INVALID_ARGUMENT with google.rpc.BadRequest, HTTP 400.</summary>
/// <param name="violations">Every field that is wrong; at least one.</param>
public sealed class InvalidRequestException(FieldViolations violations)
    : Exception(string.Join("; ", violations.Select(violation => $"{violation.Field}: {violation.Description}")))
{
    /// <summary>A request with one wrong field.</summary>
    /// <param name="field">Its path as in the proto file.</param>
    /// <param name="description">What is wrong with it.</param>
    public InvalidRequestException(string field, string description)
        : this(new FieldViolations().Require(false, field, description))
    {
    }

    /// <summary>Every field that is wrong.</summary>
    public FieldViolations Violations { get; } = violations;
}
