using System.Reflection;

namespace OtelShop.Pages;

/// <summary>What tells the pages of one application from those of another. It does not change while the application runs; see <see cref="Security.LoginOptions"/> for what is set.</summary>
public sealed class Site
{
    /// <summary>First page. Every other address of the application lies below it.</summary>
    public required string Home { get; init; }

    /// <summary>The link that leads there from a page that shows nothing else.</summary>
    public required string HomeLink { get; init; }

    /// <summary>Where the application's pages, style sheets and scripts are.</summary>
    public required Assembly Assembly { get; init; }

    /// <summary>Layout of a page that names none.</summary>
    public required Type Layout { get; init; }

    /// <summary>Style sheet that refines the shell's; all others of the application follow it.</summary>
    public required string StyleSheet { get; init; }

    /// <summary>Module that starts the application's scripts.</summary>
    public required string Script { get; init; }

    /// <summary>Names of its cookies. Applications on one machine share a host, and browsers do not tell ports apart.</summary>
    public required SiteCookies Cookies { get; init; }

    /// <summary>An address of the application.</summary>
    /// <param name="path">What follows <see cref="Home"/>, such as <c>/login</c>.</param>
    public string At(string path) => Home.TrimEnd('/') + path;

    /// <summary>The address when it is one of this application, else its first page: nobody is sent elsewhere by a link that was made for him.</summary>
    public string OrHome(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && IsBelowHome(url) && !url.Any(char.IsControl) ? url : Home;

    private bool IsBelowHome(string url) => Home == "/" || url == Home || (url.StartsWith(Home, StringComparison.Ordinal) && url[Home.Length] is '/' or '?');
}
