using System.Text.Json;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>Reads one targeting rule. What makes it malformed, and what looks wrong, goes to the document's warnings.</summary>
internal sealed class RuleReader(SharedRules shared)
{
    private const int DeepestRule = 100;
    private const int LargestRule = 100_000;
    private const int MostWorkOnConstants = 2_000_000;

    private readonly Dictionary<string, JsonElement?> _references = [];
    private int _size;
    private int _depth;
    private int _deepest;
    private bool _isMalformed;

    public CompiledRule Read(JsonElement json, string path)
    {
        var node = Fold(ReadValue(json, path), path);
        return new CompiledRule(_isMalformed ? null : node, _references, _size, _deepest);
    }

    private Node ReadValue(JsonElement json, string path)
    {
        // Once is enough: what is wrong with a rule that is too large or too deep lies in all of it.
        if (_size > LargestRule || _depth > DeepestRule)
            return Nothing;
        if (++_size > LargestRule)
            return Malformed(path, $"The rule has more than {LargestRule} parts.");
        if (++_depth > DeepestRule)
            return Malformed(path, $"The rule is nested deeper than {DeepestRule} levels.");
        _deepest = Math.Max(_deepest, _depth);
        Node node = json.ValueKind switch
        {
            JsonValueKind.Object => ReadOperation(json, path),
            JsonValueKind.Array => new ListNode(ReadItems(json, path)),
            JsonValueKind.String => new LiteralNode(Operand.Of(json.GetString()!)),
            JsonValueKind.Number => new LiteralNode(Operand.Of(json.GetDouble())),
            JsonValueKind.True => new LiteralNode(Operand.True),
            JsonValueKind.False => new LiteralNode(Operand.False),
            _ => Nothing,
        };
        _depth--;
        return node;
    }

    private static LiteralNode Nothing => new(Operand.Null);

    private Node[] ReadItems(JsonElement json, string path, bool isLazy = false)
    {
        var items = new Node[json.GetArrayLength()];
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            items[i] = ReadValue(item, JsonPath.Item(path, i));
            i++;
        }

        // A condition that is constant as a whole is calculated as one, so that a part it does not reach cannot fail.
        if (isLazy && items.All(item => item.Purity == Purity.Constant))
            return items;
        for (i = 0; i < items.Length; i++)
            items[i] = Fold(items[i], JsonPath.Item(path, i));
        return items;
    }

    private Node ReadOperation(JsonElement json, string path)
    {
        var names = json.EnumerateObject().Select(property => property.Name).ToList();
        if (names.Count == 0)
            return new LiteralNode(Operand.From(new Dictionary<string, object?>()));
        if (names.Count > 1)
            return Malformed(path, $"An operation has a single operator; this one has {string.Join(", ", names.Select(name => $"'{name}'"))}.");
        var value = json.EnumerateObject().First().Value;
        path = JsonPath.Member(path, names[0]);
        return names[0] == "$ref" ? ReadReference(value, path) : ReadOperation(names[0], value, path);
    }

    private Node ReadOperation(string name, JsonElement value, string path)
    {
        var isListed = value.ValueKind == JsonValueKind.Array;
        var nodes = isListed ? ReadItems(value, path, isLazy: name is "if" or "?:" or "and" or "or") : [Fold(ReadValue(value, path), path)];
        var isSpread = !isListed && value.ValueKind == JsonValueKind.Object;
        if (isSpread && nodes is [LiteralNode { Value: { IsList: true } list }])
            (nodes, isSpread) = ([.. Enumerable.Range(0, list.Count).Select(i => new LiteralNode(list[i]))], false);
        var operands = new OperandList(nodes, isListed, isSpread);
        var node = NodeFactory.Create(name, operands, out var problem);
        if (node is null)
            return Malformed(path, problem!);
        if (problem is not null)
            shared.Document.Warn(path, problem);
        return node;
    }

    private Node ReadReference(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
            return Malformed(path, "'$ref' needs the name of a rule in $evaluators.");
        var name = value.GetString()!;
        if (!shared.TryGet(name, out var definition))
        {
            _references[name] = null;
            return Malformed(path, $"There is no rule '{name}' in $evaluators.");
        }

        _references[name] = definition;
        var rule = shared.Read(name, out var problem);
        if (rule is null)
            return Malformed(path, problem!);
        foreach (var (nested, json) in rule.References)
            _references[nested] = json;
        if (rule.Node is null)
            return Malformed(path, $"The rule '{name}' is malformed.");
        _size = Math.Min(LargestRule + 1, _size + rule.Size);
        _deepest = Math.Max(_deepest, _depth + rule.Depth);
        if (_size > LargestRule)
            return Malformed(path, $"With the rules it refers to, the rule has more than {LargestRule} parts.");
        return _deepest > DeepestRule ? Malformed(path, $"With the rules it refers to, the rule is nested deeper than {DeepestRule} levels.") : rule.Node;
    }

    private LiteralNode Malformed(string path, string why)
    {
        _isMalformed = true;
        shared.Document.Warn(path, why);
        return Nothing;
    }

    // Compat: a constant part that cannot be calculated makes the rule malformed, even where no context would reach it.
    private Node Fold(Node node, string path)
    {
        if (node.Purity != Purity.Constant || node is LiteralNode || _isMalformed || shared.Work > MostWorkOnConstants)
            return node;
        var evaluation = new Evaluation(new Dictionary<string, object?>(), "", TimeProvider.System);
        var value = node.Evaluate(ref evaluation);
        shared.Work += evaluation.Work;
        return evaluation.Failure is null ? new LiteralNode(value) : Malformed(path, $"This part fails on every context. {evaluation.Failure}");
    }
}
