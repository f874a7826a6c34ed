using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OtelShop.FlagdCore.Tests.Differential;

/// <summary>flagd-core from npm, which answers in a process of its own.</summary>
public sealed class FlagdCorePeer : IDisposable
{
    /// <summary>The time at which the peer evaluates.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly Process _node;

    public FlagdCorePeer()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(Folder(), "peers", "flagd-core", "evaluate.mjs"));
        _node = Process.Start(start)!;
    }

    /// <summary>What the peer answers; two outcomes where its compiler and its interpreter disagree.</summary>
    public IReadOnlyList<Outcome> Evaluate(Question question)
    {
        var line = new JsonObject
        {
            ["document"] = question.Document,
            ["key"] = question.Key,
            ["type"] = question.Type.ToString().ToLowerInvariant(),
            ["context"] = question.Context.DeepClone(),
        };
        _node.StandardInput.WriteLine(line.ToJsonString());
        _node.StandardInput.Flush();
        var answer = JsonDocument.Parse(_node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer has ended; is it installed?"));
        return [.. answer.RootElement.EnumerateObject().Select(mode => Outcome.FromPeer(mode.Value)).Distinct()];
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
