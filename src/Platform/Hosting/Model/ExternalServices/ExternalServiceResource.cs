namespace Aspire.Hosting;

/// <summary>A service outside of the system.</summary>
public sealed class ExternalServiceResource : Resource, IResourceWithoutLifetime
{
    /// <summary>A service at a known address.</summary>
    /// <exception cref="ArgumentException">The address is relative, or has more than a root path.</exception>
    public ExternalServiceResource(string name, Uri uri) : base(name)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (Fault(uri) is { } fault)
            throw new ArgumentException(fault, nameof(uri));
        Uri = uri;
    }

    /// <summary>A service at an address that a parameter tells.</summary>
    public ExternalServiceResource(string name, ParameterResource urlParameter) : base(name)
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        UrlParameter = urlParameter;
    }

    /// <summary>Its address. Null when a parameter tells it.</summary>
    public Uri? Uri { get; }

    /// <summary>The parameter that tells its address. Null when it is known.</summary>
    public ParameterResource? UrlParameter { get; }

    internal static string? Fault(Uri uri) => !uri.IsAbsoluteUri
        ? $"The address of a service must be absolute, not '{uri}'."
        : uri.AbsolutePath != "/" ? $"The address of a service ends with '/', not with the path of '{uri}'." : null;

    /// <summary>Scheme and suffix of the variables' names, and their value. A parameter's scheme is unknown until it has a value.</summary>
    internal (string Scheme, string Suffix, object Value) AddressFor(DistributedApplicationExecutionContext context)
    {
        if (UrlParameter is null)
            return (Uri!.Scheme, "", Uri.ToString());
        if (context.IsPublishMode)
            return ("default", "", UrlParameter);
        if (!Uri.TryCreate(UrlParameter.Value, UriKind.Absolute, out var uri))
            throw new DistributedApplicationException($"The parameter '{UrlParameter.Name}' is not the address of a service: '{UrlParameter.Value}'.");
        return (uri.Scheme, "_" + uri.Scheme.ToUpperInvariant(), UrlParameter);
    }
}
