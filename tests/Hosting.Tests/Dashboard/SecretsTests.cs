using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Tests.Model;
using OtelShop.Dashboard.Resources;

namespace Aspire.Hosting.Tests.Dashboard;

public sealed class SecretsTests : IDisposable
{
    private readonly Drawing _drawing = new("--Parameters:database-password=pa55word-1");
    private readonly Secrets _secrets;

    public SecretsTests()
    {
        _drawing.Builder.AddParameter("database-password", secret: true);
        _drawing.Builder.AddParameter("nobody-knows", secret: true);
        _secrets = new Secrets(new DistributedApplicationModel(_drawing.Builder.Resources));
    }

    [Fact]
    public void The_mask_of_the_model_is_that_of_the_dashboard() => Assert.Equal(ShownText.Mask, ResourceVariable.Mask);

    [Theory]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("Email__SmtpPassword")]
    [InlineData("CLIENT_SECRET")]
    [InlineData("API_KEY")]
    [InlineData("Stripe__ApiKey")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    public void What_is_named_like_a_secret_is_taken_for_one(string name) =>
        Assert.Equal(new ResourceVariable(name, "●●●●●", IsSecret: true), _secrets.Variable(name, "x"));

    [Theory]
    [InlineData("Frontend__KeysFolder")]
    [InlineData("CART_HTTP")]
    [InlineData("services__cart__http__0")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED")]
    [InlineData("MONKEY")]
    public void Other_values_are_shown(string name) => Assert.Equal(new ResourceVariable(name, "x", IsSecret: false), _secrets.Variable(name, "x"));

    [Fact]
    public void A_secret_that_was_put_into_a_text_by_hand_is_found() =>
        Assert.Equal("user ●●●●● there", _secrets.Variable("NOTE", "user pa55word-1 there").Value);

    [Theory]
    [InlineData("Host=db;Password=abc;Database=shop", "Host=db;Password=●●●●●;Database=shop")]
    [InlineData("localhost:6379,password=abc,ssl=false", "localhost:6379,password=●●●●●,ssl=false")]
    [InlineData("postgresql://me:abc@db:5432/shop", "postgresql://me:●●●●●@db:5432/shop")]
    [InlineData("amqp://:abc@mq", "amqp://:●●●●●@mq")]
    [InlineData("http://localhost:8080/a@b", "http://localhost:8080/a@b")]
    public void A_connection_string_loses_its_password_alone(string text, string shown) => Assert.Equal(shown, _secrets.Hide(text));

    [Fact]
    public void An_empty_secret_is_shown_to_be_empty() => Assert.Equal(new ResourceVariable("API_KEY", "", IsSecret: false), _secrets.Variable("API_KEY", ""));

    public void Dispose() => _drawing.Dispose();
}
