using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local.Processes;

public sealed class UnprivilegedUserTests
{
    private static readonly string[] Accounts = ["root:x:0:0:root:/root:/bin/bash", "nobody:x:65534:65533::/:/sbin/nologin", "odd line", "toor:x:0:0::/:/bin/sh"];

    [Fact]
    public void The_first_wanted_account_that_exists_is_taken() =>
        Assert.Equal(new UnprivilegedUser("nobody", 65534, 65533), UnprivilegedUser.Find(["postgres", "nobody"], Accounts));

    [Fact]
    public void Another_name_for_root_is_no_unprivileged_account() => Assert.Null(UnprivilegedUser.Find(["toor"], Accounts));

    [Fact]
    public void The_right_to_enter_directories_is_kept_only_where_it_is_needed()
    {
        var user = new UnprivilegedUser("nobody", 65534, 65533);

        Assert.Equal(["--reuid=65534", "--regid=65533", "--clear-groups"], user.SetprivArguments(isReachable: true));
        Assert.Contains("--ambient-caps=+dac_read_search", user.SetprivArguments(isReachable: false));
    }
}
