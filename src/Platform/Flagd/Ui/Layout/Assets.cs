using System.Collections.Frozen;
using System.Security.Cryptography;

namespace OtelShop.Flagd.Ui.Layout;

/// <summary>Style sheets, script modules and pictures, out of the assembly. Their address changes with their content, so browsers may keep them forever.</summary>
internal sealed class Assets
{
    private const string Folder = "wwwroot/";
    private readonly FrozenDictionary<string, byte[]> _files;
    private readonly string _version;

    public Assets()
    {
        var assembly = typeof(Assets).Assembly;
        _files = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return bytes;
            });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in _files.OrderBy(f => f.Key, StringComparer.Ordinal))
            hash.AppendData(content);
        _version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    /// <summary>The shell's sheet first, so that those of pages may refine it.</summary>
    public IEnumerable<string> StyleSheets => _files.Keys.Where(name => name.EndsWith(".css", StringComparison.Ordinal))
        .OrderBy(name => name != "flags.css").ThenBy(name => name, StringComparer.Ordinal);

    public string Url(string name) => $"/feature/assets/{_version}/{name}";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/feature/assets/{version}/{**name}", (string version, string name, HttpContext context) =>
    {
        if (version != _version || !_files.TryGetValue(name, out var content))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(content, TypeOf(name));
    }).AllowAnonymous();

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
