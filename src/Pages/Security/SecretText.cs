using System.Security.Cryptography;
using System.Text;

namespace OtelShop.Pages.Security;

/// <summary>Compares secrets so that the time it takes says nothing about them.</summary>
public static class SecretText
{
    /// <summary>Whether what was given is one of the secrets.</summary>
    /// <param name="given">From a stranger.</param>
    /// <param name="expected">Null and empty ones match nothing.</param>
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
