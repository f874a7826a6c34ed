using System.ComponentModel.DataAnnotations;
using OtelShop.Flagd.Security;

namespace OtelShop.Flagd;

/// <summary>Settings of the daemon, below <c>Flagd:</c>.</summary>
internal sealed class FlagdOptions
{
    public const string Section = "Flagd";

    /// <summary>
    /// Where the flags are kept: the file <c>demo.flagd.json</c>, and below <c>history</c> what it was. Both are made when they are missing. A relative path begins at the
    /// working directory.
    /// </summary>
    [Required]
    public string Folder { get; set; } = ".otelshop/flags";

    /// <summary>Another file of flags; a relative path begins at <see cref="Folder"/>. Null means <c>demo.flagd.json</c>.</summary>
    public string? File { get; set; }

    /// <summary>Origins whose pages may evaluate flags, separated by commas. Default <c>*</c>, any of them, as in flagd.</summary>
    [Required]
    public string CorsOrigin { get; set; } = "*";

    public AuthMode AuthMode { get; set; } = AuthMode.BrowserToken;

    /// <summary>What somebody shows who changes flags. Null means that each start makes one, and shows it on the console.</summary>
    public string? BrowserToken { get; set; }

    /// <summary>Address under which people reach the pages, when that is another than where they are served. Null means the latter.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Addresses and networks of proxies, separated by commas, whose <c>X-Forwarded-For</c> says who shows a token. Null means nobody's: then all who come through one proxy share
    /// its tries.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Folder for the keys that sign cookies, so that a login outlives a restart. Null means that it does not.</summary>
    public string? KeysFolder { get; set; }
}
