using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace OtelShop.FaultInjection;

/// <summary>Slows the commands of EF Core contexts. The shop runs none synchronously.</summary>
internal sealed class SlowCommandInterceptor(SlowQueries slow) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        AfterWaitAsync(command, result, cancellationToken);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        AfterWaitAsync(command, result, cancellationToken);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        AfterWaitAsync(command, result, cancellationToken);

    private ValueTask<InterceptionResult<T>> AfterWaitAsync<T>(DbCommand command, InterceptionResult<T> result, CancellationToken cancellationToken)
    {
        var wait = slow.WaitAsync((NpgsqlConnection)command.Connection!, command.CommandTimeout, cancellationToken);
        return wait.IsCompletedSuccessfully ? new(result) : AfterAsync(wait, result);
    }

    private static async ValueTask<InterceptionResult<T>> AfterAsync<T>(ValueTask wait, InterceptionResult<T> result)
    {
        await wait;
        return result;
    }
}
