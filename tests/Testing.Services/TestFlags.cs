using Microsoft.Extensions.DependencyInjection;
using OpenFeature;
using OpenFeature.Model;
using OpenFeature.Providers.Memory;

namespace OtelShop.Testing.Services;

/// <summary>
/// The flags of a service under test: <c>new TestFlags().With("adFailure", true)</c>. Values are bool, int, double, string or <see cref="Value"/>;
/// numbers may be asked for as integers and as doubles. A flag that is not set gives the service its default value.
/// </summary>
public sealed class TestFlags
{
    private readonly Dictionary<string, Flag> _flags = new(StringComparer.Ordinal);
    private readonly InMemoryProvider _provider = new();
    private readonly Lazy<IFeatureClient> _client;

    public TestFlags()
    {
        _client = new Lazy<IFeatureClient>(() =>
        {
            var api = new Api();
            _ = api.SetProviderAsync(_provider);
            return api.GetClient();
        });
    }

    /// <summary>A client of these flags for a class that is made by hand; without the shop's hooks and context.</summary>
    public IFeatureClient Client => _client.Value;

    /// <summary>Sets a flag. Handlers of changes hear of it; an evaluation that begins afterwards sees it.</summary>
    public void Set<T>(string flag, T value) => Define(flag, new Flag<T>(new() { ["on"] = value }, "on"));

    /// <summary>Sets a flag whose value depends on the context of the evaluation.</summary>
    public void Set<T>(string flag, T value, T otherwise, Func<EvaluationContext, bool> when) =>
        Define(flag, new Flag<T>(new() { ["on"] = value, ["off"] = otherwise }, "off", context => when(context) ? "on" : "off"));

    /// <inheritdoc cref="Set{T}(string, T)" />
    public TestFlags With<T>(string flag, T value)
    {
        Set(flag, value);
        return this;
    }

    /// <inheritdoc cref="Set{T}(string, T, T, Func{EvaluationContext, bool})" />
    public TestFlags With<T>(string flag, T value, T otherwise, Func<EvaluationContext, bool> when)
    {
        Set(flag, value, otherwise, when);
        return this;
    }

    /// <summary>Makes these the flags of a host: its hooks and its context stay.</summary>
    public void AddTo(IServiceCollection services) => services.AddOpenFeature(flags => flags.AddProvider(_ => _provider));

    private void Define(string flag, Flag definition)
    {
        lock (_flags)
        {
            _flags[flag] = definition;
            _ = _provider.UpdateFlagsAsync(_flags);
        }
    }
}
