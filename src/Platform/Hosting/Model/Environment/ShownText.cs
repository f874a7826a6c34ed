using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes texts that may be shown: what comes from a secret is known by where it comes from, not by how it looks.</summary>
internal static class ShownText
{
    public const string Mask = "●●●●●";

    /// <summary>What may be shown of a value.</summary>
    /// <param name="value">The value as the model describes it.</param>
    /// <param name="text">The text that it has become.</param>
    /// <param name="context">For whom it was evaluated.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<string?> OfAsync(object? value, string? text, ValueProviderContext context, CancellationToken cancellationToken = default) =>
        string.IsNullOrEmpty(text) ? text : value switch
        {
            IResourceBuilder<IResource> builder => await OfAsync(builder.Resource, text, context, cancellationToken).ConfigureAwait(false),
            ParameterResource { Secret: true } or ParameterResource { IsConnectionString: true } => Mask,
            ConnectionStringReference reference => await OfAsync(reference.Resource, text, context, cancellationToken).ConfigureAwait(false),
            IResourceWithConnectionString resource => await OfAsync(resource.ConnectionStringExpression, text, context, cancellationToken).ConfigureAwait(false),
            ReferenceExpression expression => await FormatAsync(expression, context, cancellationToken).ConfigureAwait(false),
            // An address is no secret, even if it is that of a database.
            EndpointReference or EndpointReferenceExpression => text,
            IValueWithReferences composed when HoldsSecret(composed) => Mask,
            _ => text,
        };

    private static async ValueTask<string> FormatAsync(ReferenceExpression expression, ValueProviderContext context, CancellationToken cancellationToken)
    {
        var values = new object?[expression.ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var provider = expression.ValueProviders[i];
            var text = await provider.GetValueAsync(context, cancellationToken).ConfigureAwait(false);
            var shown = await OfAsync(provider, text, context, cancellationToken).ConfigureAwait(false);
            values[i] = shown == text && text is not null && expression.StringFormats[i] == ReferenceExpressionBuilder.UriFormat ? Uri.EscapeDataString(text) : shown;
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, values);
    }

    private static bool HoldsSecret(IValueWithReferences value) => value.References.Any(part => part switch
    {
        ParameterResource parameter => parameter.Secret || parameter.IsConnectionString,
        EndpointReference or EndpointReferenceExpression => false,
        IValueWithReferences composed => HoldsSecret(composed),
        _ => false,
    });
}
