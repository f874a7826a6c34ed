using System.Security.Cryptography;
using System.Text;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>JSON as Helm's <c>toJson</c> writes it, so that the chart computes the same checksum from its values.</summary>
internal static class GoJson
{
    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public static string Checksum(SortedDictionary<string, string> data)
    {
        var json = $"{{{string.Join(',', data.Select(entry => $"{QuotedText.OfGo(entry.Key)}:{QuotedText.OfGo(entry.Value)}"))}}}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }
}
