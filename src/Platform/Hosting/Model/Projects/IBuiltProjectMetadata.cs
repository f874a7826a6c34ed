namespace Aspire.Hosting;

/// <summary>A project of which the build output is known: the host starts that instead of asking <c>dotnet run</c> to find it.</summary>
public interface IBuiltProjectMetadata : IProjectMetadata
{
    /// <summary>Absolute path of the assembly that the build wrote. Beside it lies the executable of the same name.</summary>
    string TargetPath { get; }
}
