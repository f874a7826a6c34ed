namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default that is published with the model.</summary>
internal sealed class ConstantParameterDefault(Func<string> value) : ParameterDefault
{
    public override string GetDefaultValue() => value();
}
