using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OtelShop.Pages.Security;

/// <summary>Keys that protect cookies.</summary>
internal sealed class LoginKeys(IOptions<LoginOptions> login, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = login.Value.KeysFolder is { Length: > 0 } folder
        ? new FileSystemXmlRepository(OwnFolder(folder), loggers)
        : new EphemeralKeys();

    // A reader of the keys can forge a login.
    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
