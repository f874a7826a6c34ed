using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>JSON as Helm's <c>toJson</c> writes it, so that the chart computes the same checksum from its values.</summary>
internal static class GoJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public static string Checksum(SortedDictionary<string, string> data)
    {
        // Go escapes these three, which have a meaning in HTML.
        var json = JsonSerializer.Serialize(data, Relaxed)
            .Replace("<", @"\u003c", StringComparison.Ordinal).Replace(">", @"\u003e", StringComparison.Ordinal).Replace("&", @"\u0026", StringComparison.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }
}
