using System.ComponentModel.DataAnnotations;
using OtelShop.Flagd.Security;

namespace OtelShop.Flagd;

/// <summary>Settings of the daemon, below <c>Flagd:</c>.</summary>
internal sealed class FlagdOptions
{
    public const string Section = "Flagd";

    /// <summary>
    /// Folder of the flags: the file <c>demo.flagd.json</c>, and earlier documents below <c>history</c>. Created if missing. A relative path starts at the
    /// working directory.
    /// </summary>
    [Required]
    public string Folder { get; set; } = ".otelshop/flags";

    /// <summary>Another flag file; a relative path starts at <see cref="Folder"/>. Null: <c>demo.flagd.json</c>.</summary>
    public string? File { get; set; }

    /// <summary>Origins whose pages may evaluate flags, separated by commas. Default <c>*</c> (any), as in flagd.</summary>
    [Required]
    public string CorsOrigin { get; set; } = "*";

    public AuthMode AuthMode { get; set; } = AuthMode.BrowserToken;

    /// <summary>Token required to change flags. Null: each start generates one and prints it to the console.</summary>
    public string? BrowserToken { get; set; }

    /// <summary>Public address of the pages, if it differs from the listening address.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>
    /// Addresses and networks of trusted proxies, separated by commas. Their <c>X-Forwarded-*</c> headers name client, scheme and host. Null: none, so that all
    /// clients behind a proxy share its failed attempts. A client at a listed address can claim any address; on a shared machine this includes loopback.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>Folder of the cookie keys, so that logins survive a restart. Null: logins end with the process.</summary>
    public string? KeysFolder { get; set; }
}
