using System.Reflection;

namespace OtelShop.Pages;

/// <summary>Identity of one application's pages, fixed at compile time; see <see cref="Security.LoginOptions"/> for settings.</summary>
public sealed class Site
{
    /// <summary>Home page. Every other address of the application lies below it.</summary>
    public required string Home { get; init; }

    /// <summary>Text of the link to the home page on status pages.</summary>
    public required string HomeLink { get; init; }

    /// <summary>Assembly with the application's pages, style sheets and scripts.</summary>
    public required Assembly Assembly { get; init; }

    /// <summary>Default layout.</summary>
    public required Type Layout { get; init; }

    /// <summary>Main style sheet, after the shell's and before all others of the application.</summary>
    public required string StyleSheet { get; init; }

    /// <summary>Entry module of the application's scripts.</summary>
    public required string Script { get; init; }

    /// <summary>Cookie names. Browsers share cookies between ports of a host, so each application needs different names.</summary>
    public required SiteCookies Cookies { get; init; }

    /// <summary>Returns an address of the application.</summary>
    /// <param name="path">Path after <see cref="Home"/>, such as <c>/login</c>.</param>
    public string At(string path) => Home.TrimEnd('/') + path;

    /// <summary>Returns the address if it belongs to this application, else the home page. Prevents open redirects.</summary>
    public string OrHome(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && IsBelowHome(url) && !url.Any(char.IsControl) ? url : Home;

    private bool IsBelowHome(string url) => Home == "/" || url == Home || (url.StartsWith(Home, StringComparison.Ordinal) && url[Home.Length] is '/' or '?');
}

/// <summary>Names of the cookies of a site.</summary>
/// <param name="Login">Login.</param>
/// <param name="Forms">Antiforgery token.</param>
/// <param name="Theme">Theme, set by a script.</param>
public sealed record SiteCookies(string Login, string Forms, string Theme);
