namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter for which nobody gave one.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}
