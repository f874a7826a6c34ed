namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names of resources and endpoints: they become host names, environment variables and file names.</summary>
internal static class ModelName
{
    public const int MaxLength = 64;

    public static void Validate(string target, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (Fault(name) is { } fault)
            throw new ArgumentException($"{target} name '{name}' is invalid. {fault}", nameof(name));
    }

    private static string? Fault(string name)
    {
        if (name.Length > MaxLength)
            return $"It must be at most {MaxLength} characters long.";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return "It must contain only ASCII letters, digits and hyphens.";
        if (!char.IsAsciiLetter(name[0]))
            return "It must start with an ASCII letter.";
        if (name.EndsWith('-'))
            return "It must not end with a hyphen.";
        return name.Contains("--", StringComparison.Ordinal) ? "It must not contain consecutive hyphens." : null;
    }
}
