using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts a <see cref="ReferenceExpression"/> together piece by piece.</summary>
public sealed class ReferenceExpressionBuilder
{
    internal const string UriFormat = "uri";

    private readonly StringBuilder _format;
    private readonly List<IValueProvider> _providers;
    private readonly List<string> _manifestExpressions;
    private readonly List<string?> _stringFormats;

    /// <summary>Starts with no text.</summary>
    public ReferenceExpressionBuilder() : this(0, 0)
    {
    }

    internal ReferenceExpressionBuilder(int literalLength, int formattedCount)
    {
        _format = new StringBuilder(literalLength + (formattedCount * 3));
        _providers = new(formattedCount);
        _manifestExpressions = new(formattedCount);
        _stringFormats = new(formattedCount);
    }

    /// <summary>Whether nothing was appended yet.</summary>
    public bool IsEmpty => _format.Length == 0;

    /// <summary>Appends an interpolated string.</summary>
#pragma warning disable CA1822, IDE0060 // The handler writes into this builder; the call only completes it.
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
#pragma warning restore CA1822, IDE0060
    {
    }

    /// <summary>Appends text as it is.</summary>
    public void AppendLiteral(string value) =>
        _format.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>Appends text as it is.</summary>
    public void AppendFormatted(string? value) => AppendLiteral(value ?? "");

    /// <summary>Appends text, percent-encoded when the format is <c>uri</c>.</summary>
    public void AppendFormatted(string? value, string? format)
    {
        Check(format);
        AppendLiteral(value is null ? "" : format == UriFormat ? Uri.EscapeDataString(value) : value);
    }

    /// <summary>Appends a hole.</summary>
    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, null);

    /// <summary>Appends a hole, percent-encoded when the format is <c>uri</c>.</summary>
    /// <exception cref="FormatException">The format is not known.</exception>
    public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider
    {
        Check(format);
        _format.Append(CultureInfo.InvariantCulture, $"{{{_providers.Count}}}");
        _providers.Add(valueProvider);
        _manifestExpressions.Add(valueProvider.ValueExpression);
        _stringFormats.Add(format);
    }

    /// <summary>The expression made of everything appended so far.</summary>
    public ReferenceExpression Build() => new(_format.ToString(), [.. _providers], [.. _manifestExpressions], [.. _stringFormats]);

    private static void Check(string? format)
    {
        if (format is not (null or UriFormat))
            throw new FormatException($"'{format}' is no format of a reference expression; the only one is '{UriFormat}'.");
    }

    /// <summary>Lets the compiler append an interpolated string to a builder.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler
    {
        private readonly ReferenceExpressionBuilder _builder;

        /// <summary>Called by the compiler.</summary>
#pragma warning disable IDE0060 // The compiler passes both counts.
        public ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder) =>
#pragma warning restore IDE0060
            _builder = builder;

        /// <summary>Appends text as it is.</summary>
        public void AppendLiteral(string value) => _builder.AppendLiteral(value);

        /// <summary>Appends text as it is.</summary>
        public void AppendFormatted(string? value) => _builder.AppendFormatted(value);

        /// <summary>Appends text, percent-encoded when the format is <c>uri</c>.</summary>
        public void AppendFormatted(string? value, string format) => _builder.AppendFormatted(value, format);

        /// <summary>Appends a hole.</summary>
        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider, null);

        /// <summary>Appends a hole, percent-encoded when the format is <c>uri</c>.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider, format);

        /// <summary>Appends a hole for a resource.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _builder.AppendFormatted(valueProvider.Resource, null);

        /// <summary>Appends a hole for a resource, percent-encoded when the format is <c>uri</c>.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _builder.AppendFormatted(valueProvider.Resource, format);
    }
}
