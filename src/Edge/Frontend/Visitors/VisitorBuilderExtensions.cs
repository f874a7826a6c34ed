using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace OtelShop.Frontends.Visitors;

internal static class VisitorBuilderExtensions
{
    public static void AddVisitors(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Visitor>();
        builder.Services.AddDataProtection().SetApplicationName("otelshop-frontend");
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<FrontendOptions>, ILoggerFactory>((keys, options, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(options.Value.KeysFolder), loggers));
    }
}
