using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Turns what the annotations of a resource say into the texts with which it is started or published.</summary>
internal static class ResourceEvaluation
{
    /// <summary>
    /// The environment as <paramref name="context"/> sees it. Waits until every endpoint that it mentions has an address.
    /// The context names the resource as its caller.
    /// </summary>
    public static async Task<Dictionary<string, EvaluatedText>> EnvironmentAsync(
        IResource resource, ValueProviderContext context, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        var collected = new EnvironmentCallbackContext(ExecutionOf(context), resource, null, cancellationToken) { Logger = logger ?? NullLogger.Instance };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(collected).ConfigureAwait(false);

        var environment = new Dictionary<string, EvaluatedText>(collected.EnvironmentVariables.Count);
        foreach (var (name, value) in collected.EnvironmentVariables)
        {
            if (await EvaluateAsync(value, context, cancellationToken).ConfigureAwait(false) is { } text)
                environment[name] = text;
        }

        return environment;
    }

    /// <summary>The arguments as <paramref name="context"/> sees them, in the same way as <see cref="EnvironmentAsync"/>.</summary>
    public static async Task<List<EvaluatedText>> ArgumentsAsync(
        IResource resource, ValueProviderContext context, ILogger? logger = null, CancellationToken cancellationToken = default)
    {
        var collected = new CommandLineArgsCallbackContext([], resource, cancellationToken)
        {
            ExecutionContext = ExecutionOf(context),
            Logger = logger ?? NullLogger.Instance,
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(collected).ConfigureAwait(false);
        return await EvaluateAllAsync(collected.Args, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The arguments for docker or podman, in the same way as <see cref="EnvironmentAsync"/>.</summary>
    public static async Task<List<string>> ContainerRuntimeArgumentsAsync(
        IResource resource, ValueProviderContext context, CancellationToken cancellationToken = default)
    {
        var collected = new ContainerRuntimeArgsCallbackContext([], cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ContainerRuntimeArgsCallbackAnnotation>().ToList())
            await annotation.Callback(collected).ConfigureAwait(false);
        return [.. (await EvaluateAllAsync(collected.Args, context, cancellationToken).ConfigureAwait(false)).Select(argument => argument.Text)];
    }

    private static async Task<List<EvaluatedText>> EvaluateAllAsync(IEnumerable<object> values, ValueProviderContext context, CancellationToken cancellationToken)
    {
        var texts = new List<EvaluatedText>();
        foreach (var value in values)
        {
            if (await EvaluateAsync(value, context, cancellationToken).ConfigureAwait(false) is { } text)
                texts.Add(text);
        }

        return texts;
    }

    private static async ValueTask<EvaluatedText?> EvaluateAsync(object? value, ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (await TextAsync(value, context, cancellationToken).ConfigureAwait(false) is not { } text)
            return null;
        // What is published is an expression, not a value: nothing in it has to be hidden.
        return ExecutionOf(context).IsPublishMode
            ? new EvaluatedText(text, text)
            : new EvaluatedText(text, await ShownText.OfAsync(value, text, context, cancellationToken).ConfigureAwait(false) ?? text);
    }

    private static ValueTask<string?> TextAsync(object? value, ValueProviderContext context, CancellationToken cancellationToken) => value switch
    {
        null => new((string?)null),
        string text => new(text),
        IResourceBuilder<IResource> builder => TextAsync(builder.Resource, context, cancellationToken),
        IManifestExpressionProvider expression when ExecutionOf(context).IsPublishMode => new(expression.ValueExpression),
        IValueProvider provider => provider.GetValueAsync(context, cancellationToken),
        bool flag => new(flag ? "true" : "false"),
        IFormattable number => new(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => throw new DistributedApplicationException(
            $"A value of type {value.GetType().Name} can be neither an argument nor a variable of '{context.Caller?.Name}'."),
    };

    private static DistributedApplicationExecutionContext ExecutionOf(ValueProviderContext context) =>
        context.ExecutionContext ?? new(DistributedApplicationOperation.Run);
}
