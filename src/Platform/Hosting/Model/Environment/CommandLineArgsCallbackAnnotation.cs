namespace Aspire.Hosting.ApplicationModel;

/// <summary>Changes the arguments of a resource before every start.</summary>
public sealed class CommandLineArgsCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Changes the arguments when called.</summary>
    public CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = callback;
    }

    /// <summary>Changes the arguments when called.</summary>
    public CommandLineArgsCallbackAnnotation(Action<IList<object>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        };
    }

    /// <summary>Changes the arguments when called.</summary>
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; }
}
