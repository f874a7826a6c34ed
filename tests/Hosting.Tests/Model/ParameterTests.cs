namespace Aspire.Hosting.Tests.Model;

public sealed class ParameterTests : IDisposable
{
    private readonly Drawing _drawing = new("--Parameters:region=eu", "--Parameters:api_key=k");

    [Theory]
    [InlineData("region", "eu")]
    [InlineData("api-key", "k")]
    public async Task A_value_comes_from_the_configuration(string name, string value) =>
        Assert.Equal(value, await _drawing.Builder.AddParameter(name).Resource.GetValueAsync(default));

    [Fact]
    public async Task A_value_of_the_AppHost_can_be_replaced()
    {
        var own = _drawing.Builder.AddParameter("size", "small");
        var replaced = _drawing.Builder.AddParameter("region", "us");

        Assert.Equal(("small", "eu"), (await own.Resource.GetValueAsync(default), await replaced.Resource.GetValueAsync(default)));
    }

    [Fact]
    public async Task A_missing_value_says_where_it_is_looked_for()
    {
        var parameter = _drawing.Builder.AddParameter("my-secret").Resource;

        var error = await Assert.ThrowsAsync<MissingParameterValueException>(() => parameter.GetValueAsync(default).AsTask());
        Assert.Contains("Parameters:my-secret", error.Message, StringComparison.Ordinal);
        Assert.Contains("Parameters__my_secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_not_published() =>
        Assert.Throws<ArgumentException>(() => _drawing.Builder.AddParameter("secret", "x", publishValueAsDefault: true, secret: true));

    [Fact]
    public async Task A_generated_password_is_the_same_in_the_next_run()
    {
        var first = _drawing.Builder.AddPostgres("postgres").Resource.PasswordParameter;
        var second = _drawing.Start().AddPostgres("postgres").Resource.PasswordParameter;

        Assert.Equal(await first.GetValueAsync(default), await second.GetValueAsync(default));
        Assert.Equal(22, (await first.GetValueAsync(default))!.Length);
    }

    [Fact]
    public async Task Kept_passwords_are_for_their_owner_alone()
    {
        await _drawing.Builder.AddPostgres("postgres").Resource.PasswordParameter.GetValueAsync(default);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_drawing.Folder, "data", "parameters.json")));
    }

    [Fact]
    public void A_generated_value_has_the_characters_asked_for()
    {
        var value = new GenerateParameterDefault { MinLength = 30, Upper = false, Special = false, MinNumeric = 5 }.GetDefaultValue();

        Assert.Equal(30, value.Length);
        Assert.All(value, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
        Assert.True(value.Count(char.IsAsciiDigit) >= 5);
    }

    public void Dispose() => _drawing.Dispose();
}
