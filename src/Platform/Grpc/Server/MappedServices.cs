using System.Collections.Concurrent;

namespace Grpc.AspNetCore.Server;

/// <summary>The names of the services that were mapped.</summary>
internal sealed class MappedServices
{
    private readonly ConcurrentDictionary<string, bool> _names = new();

    public bool IsEmpty => _names.IsEmpty;

    public void Add(string name) => _names.TryAdd(name, true);

    public bool Knows(ReadOnlySpan<char> name) => _names.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(name);
}
