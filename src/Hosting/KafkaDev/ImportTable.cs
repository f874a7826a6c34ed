using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OtelShop.KafkaDev;

/// <summary>Import table of a loaded ELF library: one pointer per imported function.</summary>
internal static unsafe partial class ImportTable
{
    private const int RequestLinkMap = 2;
    private const int ReadWrite = 3;
    private const long PltRelocations = 23, PltRelocationsSize = 2, Relocations = 7, RelocationsSize = 8, Strings = 5, Symbols = 6;

    /// <summary>Redirects an import of <paramref name="library"/> alone to <paramref name="replacement"/>.</summary>
    /// <exception cref="EntryPointNotFoundException">The library does not import <paramref name="function"/>.</exception>
    public static void Replace(nint library, string function, nint replacement)
    {
        nint* slot = FindSlot(library, function);
        if (slot is null)
            throw new EntryPointNotFoundException($"The library does not import '{function}'.");
        var page = (nint)slot & -Environment.SystemPageSize;
        if (Protect(page, (nuint)Environment.SystemPageSize, ReadWrite) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"The import of '{function}' cannot be made writable");
        *slot = replacement;
    }

    private static nint* FindSlot(nint library, string function)
    {
        if (LinkMapOf(library, RequestLinkMap, out var map) != 0)
            throw new EntryPointNotFoundException("The dynamic linker does not describe the library.");
        var dynamic = ReadDynamic(map);
        foreach (var (table, size) in new[] { (PltRelocations, PltRelocationsSize), (Relocations, RelocationsSize) })
        {
            if (!dynamic.TryGetValue(table, out var start))
                continue;
            var relocations = new ReadOnlySpan<Relocation>((void*)start, (int)(dynamic[size] / sizeof(Relocation)));
            foreach (var relocation in relocations)
                if (NameOf(relocation, dynamic) == function)
                    return (nint*)(map->LoadAddress + relocation.Offset);
        }
        return null;
    }

    private static Dictionary<long, nint> ReadDynamic(LinkMap* map)
    {
        var entries = new Dictionary<long, nint>();
        for (var entry = (DynamicEntry*)map->Dynamic; entry->Tag != 0; entry++)
        {
            var isAddress = entry->Tag is PltRelocations or Relocations or Strings or Symbols;
            // glibc relocates these entries to absolute addresses; musl keeps them relative to the load address.
            entries[entry->Tag] = isAddress && entry->Value < map->LoadAddress ? map->LoadAddress + entry->Value : entry->Value;
        }
        return entries;
    }

    private static string? NameOf(Relocation relocation, Dictionary<long, nint> dynamic)
    {
        var symbol = ((Symbol*)dynamic[Symbols])[relocation.Info >> 32];
        return Marshal.PtrToStringUTF8(dynamic[Strings] + (nint)symbol.Name);
    }

    [LibraryImport("libc", EntryPoint = "dlinfo")]
    private static partial int LinkMapOf(nint library, int request, out LinkMap* map);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    private readonly record struct LinkMap(nint LoadAddress, nint Name, nint Dynamic);

    private readonly record struct DynamicEntry(long Tag, nint Value);

    private readonly record struct Relocation(nint Offset, long Info, long Addend);

    private readonly record struct Symbol(uint Name, uint Kind, ulong Value, ulong Size);
}
