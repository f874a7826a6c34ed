using System.Security.Cryptography;
using System.Text;

namespace OtelShop.Flagd.Security;

/// <summary>Compares secrets so that the time it takes says nothing about them.</summary>
internal static class SecretText
{
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Hash(one), Hash(other));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
