using Microsoft.Extensions.Options;
using OtelShop.Testing.Services;

namespace OtelShop.Emails.Tests;

public sealed class EmailOptionsTests
{
    [Theory]
    [InlineData("Email:From", "no-address", "Email:From")]
    [InlineData("Email:LeakCeilingMebibytes", "0", "Email:LeakCeilingMebibytes")]
    [InlineData("Email:Smtp:Port", "0", "Email:Smtp:Port")]
    [InlineData("Email:Smtp:Timeout", "00:00:00", "Email:Smtp:Timeout")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string named)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => EntryPoint.RunAsync<Program>((key, value)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
