using Aspire.Hosting.Local;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Tests.Local;

public sealed class LocalOptionsTests
{
    [Fact]
    public void Backing_services_are_embedded_unless_said_otherwise() => Assert.Equal(Backing.Embedded, Read().Backing);

    [Fact]
    public void An_unknown_backing_is_refused_with_the_ones_that_exist()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Read(("backing", "cloud")));

        Assert.Equal("--backing is 'embedded' (the default) or 'containers', not 'cloud'.", error.Message);
    }

    private static LocalOptions Read(params (string Key, string Value)[] settings) => LocalOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
}
