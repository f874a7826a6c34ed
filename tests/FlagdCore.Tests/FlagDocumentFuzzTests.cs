using System.Text;
using OtelShop.Testing.Fuzz;

namespace OtelShop.FlagdCore.Tests;

public sealed class FlagDocumentFuzzTests
{
    private static readonly string[] Operators =
        ["\"if\"", "\"var\"", "\"fractional\"", "\"sem_ver\"", "\"starts_with\"", "\"map\"", "\"reduce\"", "\"filter\"", "\"cat\"", "\"substr\"", "\"%\"", "\"in\"", "{\"$ref\":\"a\"}"];

    private static readonly byte[][] Documents = [.. new[]
    {
        """{"metadata":{"flagSetId":"x"},"flags":{"a":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":{"if":[{"in":["@example.com",{"var":"email"}]},"on","off"]}}}}""",
        """{"flags":{"b":{"state":"ENABLED","variants":{"red":"r","blue":"b"},"defaultVariant":"red","targeting":{"fractional":[{"cat":[{"var":"$flagd.flagKey"},{"var":"targetingKey"}]},["red",50],["blue",50]]}}}}""",
        """{"$evaluators":{"a":{"sem_ver":[{"var":"version"},">=","1.2.3-rc.1+x"]}},"flags":{"c":{"state":"DISABLED","variants":{"n":1.5,"o":{"deep":[1,null]}},"defaultVariant":null,"targeting":{"if":[{"$ref":"a"},"n","o"]}}}}""",
        """{"flags":{"d":{"state":"ENABLED","variants":{"n":1},"defaultVariant":"n","targeting":{"if":[{"<":[{"reduce":[{"map":[{"var":"list"},{"*":[{"var":""},2]}]},{"+":[{"var":"current"},{"var":"accumulator"}]},0]},10]},"n",{"substr":["nn",1]}]},"metadata":{"m":1}}}}""",
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly IReadOnlyDictionary<string, object?> _context = Contexts.Read("""{"email":"ann@example.com","targetingKey":"ann","version":"1.2.3","list":[1,2,3]}""");

    [Fact]
    public async Task A_document_is_refused_or_every_flag_of_it_is_resolved() =>
        await Fuzzer.RunAsync(Documents, [.. Fuzzer.JsonTokens, .. Operators], document => Task.FromResult(Resolve(document)));

    private string? Resolve(byte[] document)
    {
        FlagSet flags;
        try
        {
            flags = FlagSet.Parse(document);
        }
        catch (FlagSetException)
        {
            return null;
        }

        foreach (var key in flags.Flags.Keys)
            flags.Resolve(key, _context, TimeProvider.System);
        return null;
    }
}
