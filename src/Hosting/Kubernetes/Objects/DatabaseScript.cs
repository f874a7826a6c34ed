using System.Text;
using OtelShop.Hosting.Kubernetes.Model;

namespace OtelShop.Hosting.Kubernetes.Objects;

/// <summary>What psql executes on the empty volume of a PostgreSQL in the cluster: its databases, each owned by a role that can use no other.</summary>
internal static class DatabaseScript
{
    /// <summary>The script. Passwords come from variables of the server's container.</summary>
    public static string Of(PostgresService postgres)
    {
        var script = new StringBuilder();
        var logins = postgres.Logins.ToDictionary(login => login.Role, StringComparer.Ordinal);
        if (logins.Count > 0)
            script.Append("REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;\n");
        foreach (var database in postgres.Databases)
        {
            if (logins.TryGetValue(database, out var login))
            {
                script.Append($"""
                    \getenv password {ValueReader.VariableOf(login.Password.Name)}
                    CREATE ROLE "{database}" LOGIN PASSWORD :'password';
                    ALTER ROLE "{database}" SET search_path = public;
                    CREATE DATABASE "{database}" OWNER "{database}";
                    REVOKE CONNECT, TEMPORARY ON DATABASE "{database}" FROM PUBLIC;

                    """);
            }
            else
            {
                script.Append($"CREATE DATABASE \"{database}\";\n");
            }
        }

        return script.ToString();
    }
}
