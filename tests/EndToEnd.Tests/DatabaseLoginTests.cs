using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Backing;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class DatabaseLoginTests(RunningShop shop)
{
    [Fact]
    public async Task No_service_can_leave_its_own_database()
    {
        var model = shop.Application.Services.GetRequiredService<DistributedApplicationModel>();
        var logins = model.Resources.OfType<PostgresServerResource>().Single().Annotations.OfType<DatabaseLogin>().ToList();

        Assert.Equal(["accounting", "catalog", "checkout", "fraud", "payment"], logins.Select(login => login.Role).Order(StringComparer.Ordinal));
        foreach (var login in logins)
        {
            var connection = await login.ConnectionStringExpression.GetValueAsync(TestContext.Current.CancellationToken);
            Assert.Empty(await Trespass.AllowedAsync(connection!, logins.Select(other => other.Role).Where(other => other != login.Role).Append("postgres").Append("template1")));
        }
    }
}
