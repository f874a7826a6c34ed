using System.Security.Cryptography;
using System.Text;

namespace OtelShop.ServiceDefaults.Postgres;

/// <summary>One file that changes the schema.</summary>
internal sealed record SqlMigration(int Version, string Name, string Sql)
{
    /// <summary>SHA-256 of the file, line ends normalised: tells a changed file from the one that was applied.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
