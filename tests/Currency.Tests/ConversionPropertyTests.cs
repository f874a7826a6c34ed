using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Oteldemo;

namespace OtelShop.Currencies.Tests;

/// <summary>What holds for any amount between any two currencies. The seed is fixed, so every run checks the same cases.</summary>
public sealed class ConversionPropertyTests
{
    private const long NanosPerUnit = 1_000_000_000;

    private static readonly Config Quiet = Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(20_260_822, 1);

    private static readonly Gen<string> Codes = Gen.Elements<string>(ExchangeRates.Codes);

    private static readonly Gen<long> Nanos = Gen.OneOf(
        Gen.Choose(-1_000, 1_000).Select(nanos => (long)nanos),
        from units in Gen.Choose(-100_000, 100_000) from nanos in Gen.Choose(0, 999_999_999) select (units * NanosPerUnit) + nanos);

    [Fact]
    public void An_amount_in_its_own_currency_stays_as_it_is() => Check((nanos, code, _) =>
        Convert(nanos, code, code) == nanos);

    [Fact]
    public void The_sign_stays() => Check((nanos, from, to) =>
        Convert(nanos, from, to) is var converted && (converted == 0 || converted.Sign == Math.Sign(nanos)));

    [Fact]
    public void A_debt_converts_like_a_credit() => Check((nanos, from, to) =>
        Convert(-nanos, from, to) == -Convert(nanos, from, to));

    [Fact]
    public void Units_and_nanos_of_the_result_agree_in_sign() => Check((nanos, from, to) =>
    {
        var converted = Money(nanos, from, to);
        return Math.Sign(converted.Units) * Math.Sign(converted.Nanos) >= 0 && Math.Abs(converted.Nanos) < NanosPerUnit;
    });

    [Fact]
    public void There_and_back_again_is_off_by_no_more_than_the_rounding() => Check((nanos, from, to) =>
    {
        // Half a nano of the other currency is worth this many nanos of the first; half a nano more comes from the way back.
        var allowed = (Convert(NanosPerUnit, to, from) / (2 * NanosPerUnit)) + 1;
        return BigInteger.Abs(Convert((long)Convert(nanos, from, to), to, from) - nanos) <= allowed;
    });

    [Fact]
    public void More_money_never_converts_to_less() => Check((nanos, from, to) =>
        Convert(nanos, from, to) <= Convert(nanos + 1, from, to));

    private static void Check(Func<long, string, string, bool> holds)
    {
        var cases = from nanos in Nanos from source in Codes from target in Codes select (nanos, source, target);
        Prop.ForAll(Arb.From(cases), input => holds(input.nanos, input.source, input.target)).Check(Quiet);
    }

    private static BigInteger Convert(long nanos, string from, string to)
    {
        var converted = Money(nanos, from, to);
        return (new BigInteger(converted.Units) * NanosPerUnit) + converted.Nanos;
    }

    private static Money Money(long nanos, string from, string to)
    {
        var amount = new Money { CurrencyCode = from, Units = nanos / NanosPerUnit, Nanos = (int)(nanos % NanosPerUnit) };
        Assert.True(ExchangeRates.TryConvert(amount, to, out var converted));
        return converted;
    }
}
