using OtelShop.Testing.Backing;

namespace OtelShop.Payment.Tests;

public sealed class SecrecyTests(PostgresServer postgres) : PaymentTest(postgres)
{
    private const string Digits = "4432801561520454";

    [Fact]
    public async Task Of_the_card_only_brand_and_last_four_digits_are_stored()
    {
        await ChargeAsync(Charge("order 1"));

        var row = await QueryAsync<string>("SELECT to_jsonb(charges)::text FROM payment.charges");

        Assert.DoesNotContain("61520454", row);
        Assert.Contains("0454", row);
    }

    [Fact]
    public async Task The_log_never_shows_the_card()
    {
        await ChargeAsync(Charge());
        var declined = Charge();
        declined.CreditCard = Cards.Visa(2020);
        await RefusedAsync(declined);

        Assert.DoesNotContain(Log.GetSnapshot(), record => $"{record.Message} {record.Exception}".Contains("6152", StringComparison.Ordinal));
        Assert.DoesNotContain(Log.GetSnapshot(), record => $"{record.Message} {record.Exception}".Contains("672", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_answer_repeats_the_card_number()
    {
        var request = Charge();
        request.CreditCard.CreditCardNumber = "4432-8015-6152-0455";

        var refusal = await RefusedAsync(request);

        Assert.DoesNotContain("6152", refusal.ToString());
    }

    [Fact]
    public void A_request_as_text_shows_no_card_number_and_no_code()
    {
        var text = Charge().ToString();

        Assert.DoesNotContain("6152", text);
        Assert.DoesNotContain("672", text);
    }

    [Theory]
    [InlineData("4432-8015-6152-0454", "****-****-****-0454")]
    [InlineData(Digits, "****-****-****-0454")]
    [InlineData("0454", "****-****-****-****")]
    [InlineData("", "****-****-****-****")]
    public void A_masked_number_shows_the_last_four_digits_of_a_whole_number_only(string number, string masked)
    {
        Assert.Equal(masked, Cards.Of(number).MaskedNumber());
    }
}
