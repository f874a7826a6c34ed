using System.Globalization;

namespace Aspire.Hosting.Local.Processes;

/// <summary>A process that cannot be mistaken for a later one of the same number.</summary>
/// <param name="Id">Process id.</param>
/// <param name="StartTime">Clock ticks between the machine's start and the process's start.</param>
internal readonly record struct ProcessIdentity(int Id, long StartTime)
{
    /// <summary>The process that has this id now. Null when there is none.</summary>
    public static ProcessIdentity? Of(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // The program's name, in parentheses, may itself hold spaces and parentheses; field 22 is counted from its end.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : new ProcessIdentity(id, long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public bool IsAlive => Of(Id) == this;
}
