using System.ComponentModel.DataAnnotations;

namespace OtelShop.Flagd;

/// <summary>Settings of the daemon, below <c>Flagd:</c>.</summary>
internal sealed class FlagdOptions
{
    public const string Section = "Flagd";

    /// <summary>Where the flags are kept: the file <c>demo.flagd.json</c> and the history of its changes.</summary>
    [Required]
    public string Folder { get; set; } = "flags";

    /// <summary>Origins whose pages may evaluate flags, separated by commas. Default <c>*</c>, any of them, as in flagd.</summary>
    [Required]
    public string CorsOrigin { get; set; } = "*";
}
