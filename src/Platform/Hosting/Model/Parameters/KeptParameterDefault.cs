using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A generated default that the next run finds again: a database keeps the password with which it was made.</summary>
/// <param name="generated">Makes the value the first time.</param>
/// <param name="parameter">Name of the parameter.</param>
/// <param name="dataDirectory">Folder whose file <c>parameters.json</c> keeps the value.</param>
internal sealed class KeptParameterDefault(ParameterDefault generated, string parameter, Func<string?> dataDirectory) : ParameterDefault
{
    private static readonly Lock Gate = new();

    public ParameterDefault Generated { get; } = generated;

    public override string GetDefaultValue()
    {
        if (dataDirectory() is not { Length: > 0 } folder)
            return Generated.GetDefaultValue();
        lock (Gate)
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, "parameters.json");
            var kept = File.Exists(file) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(file)) ?? [] : [];
            if (kept.TryGetValue(parameter, out var value))
                return value;
            kept[parameter] = value = Generated.GetDefaultValue();
            Write(file, JsonSerializer.Serialize(kept));
            return value;
        }
    }

    private static void Write(string file, string json)
    {
        // Whole or not at all, and from the first moment on readable by nobody else.
        var draft = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options))
            writer.Write(json);
        File.Move(draft, file, overwrite: true);
    }
}
