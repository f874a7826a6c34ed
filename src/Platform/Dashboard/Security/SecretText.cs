using System.Security.Cryptography;
using System.Text;

namespace OtelShop.Dashboard.Security;

/// <summary>Compares secrets so that the time it takes says nothing about them.</summary>
internal static class SecretText
{
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
