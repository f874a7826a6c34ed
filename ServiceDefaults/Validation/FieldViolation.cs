namespace OtelShop.ServiceDefaults.Validation;

/// <summary>One field of a request that is wrong.</summary>
/// <param name="Field">Its path as in the proto file: <c>credit_card.credit_card_number</c>, <c>items[2].quantity</c>.</param>
/// <param name="Description">What is wrong, as the end of a sentence that starts with the field.</param>
public sealed record FieldViolation(string Field, string Description);
