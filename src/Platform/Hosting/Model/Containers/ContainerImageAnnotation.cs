namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>Registry. Null means the one that the container runtime assumes.</summary>
    public string? Registry { get; set; }

    /// <summary>Repository, such as <c>library/redis</c>.</summary>
    public required string Image { get; set; }

    /// <summary>Tag. Setting it forgets the digest.</summary>
    public string? Tag
    {
        get => _tag;
        set
        {
            _tag = value;
            if (value is not null)
                _sha256 = null;
        }
    }

    /// <summary>Digest, without <c>sha256:</c>. Setting it forgets the tag.</summary>
    public string? SHA256
    {
        get => _sha256;
        set
        {
            _sha256 = value;
            if (value is not null)
                _tag = null;
        }
    }

    /// <summary>The image as the container runtime names it.</summary>
    internal string Reference =>
        (string.IsNullOrEmpty(Registry) ? "" : $"{Registry}/") + Image + (SHA256 is { } digest ? $"@sha256:{digest}" : $":{Tag ?? "latest"}");
}
