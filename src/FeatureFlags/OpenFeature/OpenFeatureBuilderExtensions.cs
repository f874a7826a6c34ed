using Microsoft.Extensions.DependencyInjection;
using OpenFeature.Constant;
using OpenFeature.DependencyInjection;
using OpenFeature.Model;

namespace OpenFeature;

/// <summary>Configures an <see cref="Api"/>.</summary>
public static class OpenFeatureBuilderExtensions
{
    /// <summary>Sets the provider; the last one wins. Its initialization is not awaited.</summary>
    /// <param name="builder">The API.</param>
    /// <param name="factory">Makes the provider; null from it leaves the API without one, so that callers get their default values.</param>
    public static OpenFeatureBuilder AddProvider(this OpenFeatureBuilder builder, Func<IServiceProvider, FeatureProvider?> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new ProviderFactory(factory));
        return builder;
    }

    /// <summary>Adds a hook for all evaluations.</summary>
    /// <typeparam name="THook">The hook.</typeparam>
    /// <param name="builder">The API.</param>
    /// <param name="factory">Makes the hook; null to let the container make it.</param>
    public static OpenFeatureBuilder AddHook<THook>(this OpenFeatureBuilder builder, Func<IServiceProvider, THook>? factory = null)
        where THook : Hook =>
        builder.Set((services, api) => api.AddHooks(factory?.Invoke(services) ?? ActivatorUtilities.CreateInstance<THook>(services)));

    /// <summary>Adds a hook for all evaluations.</summary>
    /// <typeparam name="THook">The hook.</typeparam>
    /// <param name="builder">The API.</param>
    /// <param name="hook">The hook itself.</param>
    public static OpenFeatureBuilder AddHook<THook>(this OpenFeatureBuilder builder, THook hook)
        where THook : Hook =>
        builder.Set((_, api) => api.AddHooks(hook));

    /// <summary>Adds to the context of all evaluations.</summary>
    /// <param name="builder">The API.</param>
    /// <param name="configure">Adds to it.</param>
    public static OpenFeatureBuilder AddContext(this OpenFeatureBuilder builder, Action<EvaluationContextBuilder> configure) =>
        builder.AddContext((context, _) => configure(context));

    /// <summary>Adds to the context of all evaluations.</summary>
    /// <param name="builder">The API.</param>
    /// <param name="configure">Adds to it.</param>
    public static OpenFeatureBuilder AddContext(this OpenFeatureBuilder builder, Action<EvaluationContextBuilder, IServiceProvider> configure) =>
        builder.Set((services, api) =>
        {
            var context = EvaluationContext.Builder().Merge(api.GetContext());
            configure(context, services);
            api.SetContext(context.Build());
        });

    /// <summary>Adds the propagator of the transaction context.</summary>
    /// <param name="builder">The API.</param>
    /// <param name="propagator">The propagator.</param>
    public static OpenFeatureBuilder AddTransactionContextPropagator(this OpenFeatureBuilder builder, ITransactionContextPropagator propagator) =>
        builder.Set((_, api) => api.SetTransactionContextPropagator(propagator));

    /// <summary>Adds a handler of providers' events.</summary>
    /// <param name="builder">The API.</param>
    /// <param name="type">The events to hear of.</param>
    /// <param name="eventHandlerDelegate">The handler.</param>
    public static OpenFeatureBuilder AddHandler(this OpenFeatureBuilder builder, ProviderEventTypes type, EventHandlerDelegate eventHandlerDelegate) =>
        builder.Set((_, api) => api.AddHandler(type, eventHandlerDelegate));

    private static OpenFeatureBuilder Set(this OpenFeatureBuilder builder, Action<IServiceProvider, Api> apply)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new ApiSetup(apply));
        return builder;
    }
}
