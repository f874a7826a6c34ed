using System.Collections.Frozen;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>Makes a node of an operator and its operands.</summary>
internal static class NodeFactory
{
    // Below, going through the list is as fast as the look-up.
    private const int FewestTextsForLookup = 8;

    /// <summary>The operation, or null when it is malformed; the problem says why then. Without null, the problem is a warning.</summary>
    public static Node? Create(string name, OperandList operands, out string? problem)
    {
        problem = null;
        return name switch
        {
            "var" => Variable(operands),
            "if" or "?:" => operands.IsListed ? new IfNode(operands.Nodes) : Malformed($"'{name}' needs a list of conditions and results.", out problem),
            "and" or "or" => operands.IsListed ? new LogicalNode(operands.Nodes, name == "or") : Malformed($"'{name}' needs a list.", out problem),
            "!" or "!!" => new TruthNode(First(operands), negated: name == "!"),
            "log" => First(operands),
            "map" or "filter" or "all" or "some" or "none" => Iterate(name, operands, out problem),
            "reduce" => Reduce(operands, out problem),
            _ when TryGetComparison(name) is { } comparison => Compare(name, comparison, operands, out problem),
            _ when Operator.ByName.TryGetValue(name, out var operation) => Operate(name, operation, operands, out problem),
            _ => Malformed($"There is no operator '{name}'.", out problem),
        };
    }

    private static Node? Malformed(string why, out string? problem)
    {
        problem = why;
        return null;
    }

    private static Node First(OperandList operands) => operands.Count > 0 ? operands[0] : new LiteralNode(Operand.Null);

    private static Comparison? TryGetComparison(string name) => name switch
    {
        "==" => Comparison.Equal,
        "!=" => Comparison.NotEqual,
        "===" => Comparison.Identical,
        "!==" => Comparison.NotIdentical,
        "<" => Comparison.Less,
        "<=" => Comparison.LessOrEqual,
        ">" => Comparison.Greater,
        ">=" => Comparison.GreaterOrEqual,
        _ => null,
    };

    private static Node? Compare(string name, Comparison comparison, OperandList operands, out string? problem)
    {
        problem = null;
        return operands.IsListed && operands.Count >= 2
            ? new ComparisonNode(comparison, operands.Nodes)
            : Malformed($"'{name}' needs a list of two operands or more.", out problem);
    }

    private static Node Variable(OperandList operands)
    {
        var fallback = operands.Count > 1 ? operands[1] : null;
        var key = First(operands);
        if (key is not LiteralNode { Value: var path })
            return new ComputedVariableNode(key, fallback);
        if (path.IsNull || path is { IsText: true, Text.Length: 0 })
            return new VariableNode([], null);
        return new VariableNode(VariablePath.Split(TextOf(path)), fallback);
    }

    private static Node? Iterate(string name, OperandList operands, out string? problem)
    {
        problem = null;
        if (!operands.IsListed || operands.Count != 2)
            return Malformed($"'{name}' needs a list and the rule for its items.", out problem);
        var kind = name switch
        {
            "map" => Iteration.Map,
            "filter" => Iteration.Filter,
            "all" => Iteration.All,
            "some" => Iteration.Some,
            _ => Iteration.None,
        };
        return new IterationNode(kind, operands[0], operands[1]);
    }

    private static Node? Reduce(OperandList operands, out string? problem)
    {
        problem = null;
        return operands.IsListed && operands.Count is 2 or 3
            ? new ReduceNode(operands[0], operands[1], operands.Count == 3 ? operands[2] : null)
            : Malformed("'reduce' needs a list, the rule for its items, and may have a value to start with.", out problem);
    }

    private static Node? Operate(string name, Operator operation, OperandList operands, out string? problem)
    {
        problem = null;
        if (operands.IsSpread)
            return new SpreadOperationNode(operation.Operation, operation.Purity, operands[0]);
        if (operands.Count < operation.FewestOperands)
            return Malformed($"'{name}' needs {operation.FewestOperands} operands, not {operands.Count}.", out problem);
        if (operation.Operands is { } wanted && wanted != operands.Count)
            problem = $"'{name}' needs {wanted} operands, not {operands.Count}; it comes to null.";
        var node = new OperationNode(operation.Operation, operation.Purity, operands.Nodes);
        return name switch
        {
            "fractional" => Divide(operands.Nodes, node, out problem),
            "in" when operands.Count > 1 && operands[1] is LiteralNode { Value: { IsList: true, Count: >= FewestTextsForLookup } texts } =>
                (Node?)LookUp(operands[0], texts) ?? node,
            _ => node,
        };
    }

    private static MembershipNode? LookUp(Node item, Operand list)
    {
        var texts = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            if (!list[i].IsText)
                return null;
            texts.Add(list[i].Text);
        }

        return new MembershipNode(item, texts.ToFrozenSet());
    }

    private static Node Divide(Node[] operands, Node general, out string? problem)
    {
        problem = operands.Length == 0 ? "'fractional' needs entries of variant and weight; it comes to null." : null;
        var hasBucketBy = operands is [not LiteralNode { Value.IsList: true }, ..];
        var entries = hasBucketBy ? operands[1..] : operands;
        if (operands.Length == 0 || !entries.All(entry => entry is LiteralNode))
            return general;
        var buckets = FractionalBuckets.Read(entries.Select(entry => ((LiteralNode)entry).Value).ToArray(), out problem);
        if (problem is not null)
            problem += " The rule comes to null.";
        return new FractionalNode(hasBucketBy ? operands[0] : null, buckets, general);
    }

    private static string TextOf(Operand literal)
    {
        var evaluation = new Evaluation(new Dictionary<string, object?>(), "", TimeProvider.System);
        return JsText.Of(literal, ref evaluation);
    }
}

/// <summary>An operator that evaluates its operands and calculates with them, whatever they are.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="FewestOperands">With fewer the rule is malformed.</param>
/// <param name="Purity">What the operator itself depends on.</param>
/// <param name="Operands">Operands it makes sense with; otherwise it comes to null. Null: any number.</param>
internal sealed record Operator(Operation Operation, int FewestOperands = 0, Purity Purity = Purity.Constant, int? Operands = null)
{
    public static FrozenDictionary<string, Operator> ByName { get; } = new Dictionary<string, Operator>
    {
        ["+"] = new(Arithmetic.Add),
        ["-"] = new(Arithmetic.Subtract, FewestOperands: 1),
        ["*"] = new(Arithmetic.Multiply),
        ["/"] = new(Arithmetic.Divide, FewestOperands: 1),
        ["%"] = new(Arithmetic.Remainder, FewestOperands: 2),
        ["min"] = new(Arithmetic.Minimum, FewestOperands: 1),
        ["max"] = new(Arithmetic.Maximum, FewestOperands: 1),
        ["cat"] = new(TextOperations.Concatenate),
        ["substr"] = new(TextOperations.Substring, FewestOperands: 1),
        ["in"] = new(ListOperations.Contains),
        ["merge"] = new(ListOperations.Merge),
        ["missing"] = new(Presence.Missing, Purity: Purity.Evaluation),
        ["missing_some"] = new(Presence.MissingSome, FewestOperands: 2, Purity: Purity.Evaluation),
        // Compat: flagd's own operators are never calculated in advance, so what fails around constant ones fails in the evaluation.
        ["starts_with"] = new(TextOperations.StartsWith, Purity: Purity.Evaluation, Operands: 2),
        ["ends_with"] = new(TextOperations.EndsWith, Purity: Purity.Evaluation, Operands: 2),
        ["sem_ver"] = new(VersionOperations.Compare, Purity: Purity.Evaluation, Operands: 3),
        ["fractional"] = new(Fractional.Evaluate, Purity: Purity.Evaluation),
    }.ToFrozenDictionary();
}
