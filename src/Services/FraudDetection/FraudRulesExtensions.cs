using OtelShop.FraudDetections.Rules;

namespace OtelShop.FraudDetections;

/// <summary>The rules, in the order in which alerts name them.</summary>
internal static class FraudRulesExtensions
{
    public static IServiceCollection AddFraudRules(this IServiceCollection services) => services
        .AddSingleton<IFraudRule, HighAmountRule>()
        .AddSingleton<IFraudRule, LargeQuantityRule>()
        .AddSingleton<IFraudRule, OrderVelocityRule>()
        .AddSingleton<IFraudRule, ItemVelocityRule>()
        .AddSingleton<IFraudRule, MixedCurrenciesRule>()
        .AddSingleton<IFraudRule, IncompleteAddressRule>()
        .AddSingleton<IFraudRule, CurrencyMismatchRule>();
}
