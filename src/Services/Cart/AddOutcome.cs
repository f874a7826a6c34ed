namespace OtelShop.Carts;

internal enum AddOutcome
{
    Added,
    TooManyPieces,
    TooManyLines,
}
