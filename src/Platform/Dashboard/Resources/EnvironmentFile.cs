using System.Text;

namespace OtelShop.Dashboard.Resources;

/// <summary>Writes the environment of a resource as a .env file. Secrets are named and left empty.</summary>
internal static class EnvironmentFile
{
    public static string Write(ResourceView resource)
    {
        var text = new StringBuilder();
        foreach (var variable in resource.Environment)
        {
            if (variable.IsSecret)
                text.Append("# secret, left out: ").Append(variable.Name).Append("=\n");
            else
                text.Append(variable.Name).Append('=').Append(Quoted(variable.Value ?? "")).Append('\n');
        }

        return text.ToString();
    }

    private static string Quoted(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or ':' or '-' or '_' or ',' or '@' or '+' or '=')
        ? value
        : $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("$", "\\$").Replace("\n", "\\n").Replace("\r", "\\r")}\"";
}
