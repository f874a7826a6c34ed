using System.Security.Cryptography;
using Google.Protobuf;
using Oteldemo;

namespace OtelShop.Checkouts.Placement;

/// <summary>Tells a repeated request from another one with the same idempotency key.</summary>
internal static class RequestFingerprint
{
    /// <summary>
    /// SHA-256 of the request. Of the card it covers the last four digits and the expiry: a hash of so few possible numbers would reveal the card, and the
    /// code may not be stored in any form (PCI DSS 3.3).
    /// </summary>
    public static byte[] Of(PlaceOrderRequest request)
    {
        var covered = request.Clone();
        covered.IdempotencyKey = "";
        if (covered.CreditCard is { } card)
        {
            card.CreditCardNumber = card.MaskedNumber();
            card.CreditCardCvv = 0;
        }

        return SHA256.HashData(covered.ToByteArray());
    }
}
