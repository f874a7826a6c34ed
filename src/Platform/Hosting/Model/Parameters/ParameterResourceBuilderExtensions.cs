using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Values from outside of the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    private const string Section = "Parameters";

    /// <summary>Adds a value that configuration gives as <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, [ResourceName] string name, bool secret = false) =>
        Add(builder, CreateParameter(builder, name, secret));

    /// <summary>Adds a value that configuration can replace.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether the value is published too.</param>
    /// <param name="secret">Whether the value is shown only on demand.</param>
    /// <exception cref="ArgumentException">A secret was to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a value that configuration can replace.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="valueGetter">Finds the value.</param>
    /// <param name="publishValueAsDefault">Whether the value is published too.</param>
    /// <param name="secret">Whether the value is shown only on demand.</param>
    /// <exception cref="ArgumentException">A secret was to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        Func<string> valueGetter,
        bool publishValueAsDefault = false,
        bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
            throw new ArgumentException($"'{name}' is a secret; its value is not published.", nameof(publishValueAsDefault));
        return Add(builder, new ParameterResource(name, _ => Configured(builder.Configuration, Section, name) ?? valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>Adds a value with a default.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">The default.</param>
    /// <param name="secret">Whether the value is shown only on demand.</param>
    /// <param name="persist">Whether the next run uses the same default. It is kept in the data folder of the host.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var parameter = CreateParameter(builder, name, secret);
        parameter.Default = persist ? Kept(builder, name, value) : value;
        return Add(builder, parameter);
    }

    /// <summary>Adds a value that configuration gives under a key of one's own.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string configurationKey, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(configurationKey);
        return Add(builder, new ParameterResource(
            name, _ => builder.Configuration[configurationKey] ?? throw Missing(name, configurationKey), secret));
    }

    /// <summary>Adds a connection string that configuration gives as <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="environmentVariableName">Variable for consumers. Null means <c>ConnectionStrings__{name}</c>.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        const string strings = "ConnectionStrings";
        var parameter = new ParameterResource(
            name, _ => Configured(builder.Configuration, strings, name) ?? throw Missing(name, $"{strings}:{name}"), secret: true)
        {
            IsConnectionString = true,
        };
        return builder.AddResource(new ConnectionStringParameterResource(parameter, environmentVariableName));
    }

    /// <summary>Says what the value is for.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>Makes a password parameter of at least 22 characters, without adding it. The value is kept in the data folder of the host.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0) => CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    /// <summary>Makes a parameter with a generated default, without adding it. The value is kept in the data folder of the host.</summary>
    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
    {
        var parameter = CreateParameter(builder, name, secret);
        parameter.Default = Kept(builder, name, parameterDefault);
        return parameter;
    }

    /// <summary>Makes a parameter that configuration gives as <c>Parameters:{name}</c>, without adding it.</summary>
    public static ParameterResource CreateParameter(IDistributedApplicationBuilder builder, string name, bool secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new ParameterResource(
            name,
            fallback => Configured(builder.Configuration, Section, name) ?? fallback?.GetDefaultValue() ?? throw Missing(name, $"{Section}:{name}"),
            secret);
    }

    // Variables of an environment cannot have hyphens in their names.
    private static string? Configured(ConfigurationManager configuration, string section, string name) =>
        configuration[$"{section}:{name}"] ?? configuration[$"{section}:{name.Replace('-', '_')}"];

    private static ParameterDefault Kept(IDistributedApplicationBuilder builder, string name, ParameterDefault value) =>
        builder.ExecutionContext.IsRunMode ? new KeptParameterDefault(value, name, () => builder.Configuration[AppHostSettings.DataDirectory]) : value;

    private static MissingParameterValueException Missing(string name, string key) => new(
        $"The parameter '{name}' has no value: set '{key}' in the configuration, for example by the environment variable '{key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}'.");

    private static IResourceBuilder<ParameterResource> Add(IDistributedApplicationBuilder builder, ParameterResource parameter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(parameter).WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "Parameter",
            Properties = [new(CustomResourceKnownProperties.Source, $"Parameters:{parameter.Name}")],
            State = KnownResourceStates.Waiting,
        });
    }
}
