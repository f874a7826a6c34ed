using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OtelShop.Pages.Layout;

/// <summary>
/// Serves style sheets, script modules and pictures that are embedded in the assemblies of shell and application. Addresses change with the
/// content, so browsers may cache them forever.
/// </summary>
public sealed class Assets
{
    private const string Folder = "wwwroot/";
    private const string Shell = "shell.css";
    private const string StyleSheet = "site.css";
    private readonly Site _site;
    private readonly FrozenDictionary<string, byte[]> _files;
    private readonly string _version;

    /// <summary>Reads all files.</summary>
    /// <param name="site">The application.</param>
    public Assets(Site site)
    {
        _site = site;
        (string Name, byte[] Content)[] files = [.. new[] { typeof(Assets).Assembly, site.Assembly }.SelectMany(Read).OrderBy(file => file.Name, StringComparer.Ordinal)];
        // One sheet, because each delays the first paint: shell, application, features; later rules refine earlier ones.
        var sheets = files.Where(file => file.Name.EndsWith(".css", StringComparison.Ordinal)).OrderBy(file => file.Name != Shell).ThenBy(file => file.Name != site.StyleSheet);
        files = [.. files, (StyleSheet, [.. sheets.SelectMany(file => file.Content)])];
        _files = files.ToFrozenDictionary(file => file.Name, file => file.Content);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in files)
            hash.AppendData(content);
        _version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
        Modules = [.. files.Select(file => file.Name).Where(name => name.EndsWith(".js", StringComparison.Ordinal) && name != site.Script && !name.Contains('/'))];
    }

    /// <summary>Address of the combined style sheet.</summary>
    public string StyleSheetUrl => Url(StyleSheet);

    /// <summary>Script modules that the application's script may import.</summary>
    public IReadOnlyList<string> Modules { get; }

    /// <summary>Returns the address of a file.</summary>
    /// <param name="name">File name, such as <c>favicon.svg</c>.</param>
    public string Url(string name) => _site.At($"/assets/{_version}/{name}");

    internal void Map(IEndpointRouteBuilder routes) => routes.MapGet(_site.At("/assets/{version}/{**name}"), (string version, string name, HttpContext context) =>
    {
        if (version != _version || !_files.TryGetValue(name, out var content))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(content, TypeOf(name));
    }).AllowAnonymous();

    private static IEnumerable<(string Name, byte[] Content)> Read(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return (name[Folder.Length..], content);
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
