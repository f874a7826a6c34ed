namespace Grpc.Core;

/// <summary>One fact about an authenticated peer.</summary>
/// <param name="Name">Which fact, for instance <c>x509_subject_alternative_name</c>.</param>
/// <param name="Value">The fact.</param>
public sealed record AuthProperty(string Name, string Value);
