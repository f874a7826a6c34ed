namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that comes from outside of the model: from configuration (<c>Parameters:{name}</c>), or else from a default.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider, IResourceWithoutLifetime
{
    private readonly Func<ParameterDefault?, string> _callback;
    private readonly Lock _gate = new();

    /// <summary>Describes the value.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="callback">Finds the value; gets the default, or null. Asked until it answers.</param>
    /// <param name="secret">Whether the value is shown only on demand.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callback = callback;
        Secret = secret;
    }

    /// <summary>Whether the value is shown only on demand.</summary>
    public bool Secret { get; }

    /// <summary>Whether the value is a connection string: it is then found under <c>ConnectionStrings:{name}</c>.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>The value in case that nobody gives one. Null means that somebody must.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>What the value is for.</summary>
    public string? Description { get; set; }

    /// <summary>Whether <see cref="Description"/> is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">Nobody gave one and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Value);

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">Nobody gave one and there is no default.</exception>
    public ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);

    /// <summary>The value. A generated one stays the same for the life of the model.</summary>
    internal string Value
    {
        get
        {
            lock (_gate)
                return field ??= _callback(Default);
        }
    }
}
