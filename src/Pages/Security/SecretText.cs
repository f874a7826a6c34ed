using System.Security.Cryptography;
using System.Text;

namespace OtelShop.Pages.Security;

/// <summary>Compares secrets in constant time.</summary>
public static class SecretText
{
    /// <summary>Whether the value equals one of the secrets.</summary>
    /// <param name="given">Untrusted input.</param>
    /// <param name="expected">Secrets; null and empty ones never match.</param>
    public static bool Matches(string? given, params ReadOnlySpan<string?> expected)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given ?? ""));
        var matches = false;
        foreach (var secret in expected)
        {
            if (!string.IsNullOrEmpty(secret))
                matches |= CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        }

        return matches;
    }
}
