using OpenFeature.Constant;
using OpenFeature.Model;

namespace OpenFeature;

internal static class FlagKinds
{
    public static readonly FlagKind<bool> Boolean = new(
        FlagValueType.Boolean, static (provider, key, value, context, stop) => provider.ResolveBooleanValueAsync(key, value, context, stop));

    public static readonly FlagKind<string> String = new(
        FlagValueType.String, static (provider, key, value, context, stop) => provider.ResolveStringValueAsync(key, value, context, stop));

    public static readonly FlagKind<int> Integer = new(
        FlagValueType.Number, static (provider, key, value, context, stop) => provider.ResolveIntegerValueAsync(key, value, context, stop));

    public static readonly FlagKind<double> Double = new(
        FlagValueType.Number, static (provider, key, value, context, stop) => provider.ResolveDoubleValueAsync(key, value, context, stop));

    public static readonly FlagKind<Value> Object = new(
        FlagValueType.Object, static (provider, key, value, context, stop) => provider.ResolveStructureValueAsync(key, value, context, stop));
}
