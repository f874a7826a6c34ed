namespace Aspire.Hosting;

/// <summary>Names volumes so that two systems, or two checkouts of one, do not share them.</summary>
public static class VolumeNameGenerator
{
    /// <summary>The name of a volume of the resource: the system's, ten digits for its folder, the resource's, and the suffix.</summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(suffix);
        if (!suffix.All(IsAllowed))
            throw new ArgumentException($"The name of a volume consists of letters, digits, '_', '.' and '-'; '{suffix}' does not.", nameof(suffix));
        var application = builder.ApplicationBuilder;
        var name = string.Concat(application.Environment.ApplicationName.ToLowerInvariant().Select(c => IsAllowed(c) ? c : '_'));
        var place = (application.Configuration["AppHost:Sha256"] ?? "0000000000").ToLowerInvariant()[..10];
        return $"{(char.IsAsciiLetterOrDigit(name[0]) ? name : "v" + name)}-{place}-{builder.Resource.Name}-{suffix}";
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
}
