namespace Aspire.Hosting.Local;

/// <summary>What the databases, caches and brokers of a model are made of.</summary>
internal enum Backing
{
    /// <summary>Programs of the operating system, as child processes.</summary>
    Embedded,

    /// <summary>The images that production uses, through docker or podman.</summary>
    Containers,
}
