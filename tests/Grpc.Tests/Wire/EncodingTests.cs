using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Wire;

namespace OtelShop.Grpc.Tests.Wire;

public sealed class EncodingTests
{
    [Theory]
    [InlineData("1n", 1)]
    [InlineData("150n", 2)]
    [InlineData("1u", 10)]
    [InlineData("5m", 50_000)]
    [InlineData("5S", 50_000_000)]
    [InlineData("2M", 1_200_000_000)]
    [InlineData("1H", 36_000_000_000)]
    [InlineData("0S", 0)]
    public void A_timeout_has_a_number_and_a_unit(string header, long ticks)
    {
        Assert.True(GrpcTimeout.TryParse(header, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("-5S")]
    [InlineData("5.5S")]
    [InlineData(" 5S")]
    [InlineData("123456789S")]
    public void Anything_else_is_no_timeout(string header) => Assert.False(GrpcTimeout.TryParse(header, out _));

    [Fact]
    public void A_written_timeout_reads_as_no_less_and_hardly_more() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Select(i => (long)i * i / 1000).ToArbitrary(),
        ticks =>
        {
            var header = GrpcTimeout.Format(new TimeSpan(ticks));
            return header.Length <= 9 && GrpcTimeout.TryParse(header, out var read) && read.Ticks >= ticks && read.Ticks <= ticks + (ticks / 100_000) + 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_survives_percent_encoding() => Prop.ForAll(
        AnyText,
        text => PercentEncoding.Decode(PercentEncoding.Encode(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Percent_encoded_text_is_printable_ASCII() => Prop.ForAll(
        AnyText,
        text => PercentEncoding.Encode(text).All(letter => letter is >= ' ' and <= '~')).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("100%", "100%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz", "%zz")]
    [InlineData("%41%42", "AB")]
    [InlineData("a%20b", "a b")]
    public void A_broken_escape_stays_as_it_is(string encoded, string decoded) => Assert.Equal(decoded, PercentEncoding.Decode(encoded));

    [Fact]
    public void Any_bytes_survive_a_binary_header_with_or_without_padding() => Prop.ForAll<byte[]>(
        bytes => BinaryHeader.TryDecode(BinaryHeader.Encode(bytes), out var plain) && plain.SequenceEqual(bytes)
            && BinaryHeader.TryDecode(Convert.ToBase64String(bytes), out var padded) && padded.SequenceEqual(bytes)
            && !BinaryHeader.Encode(bytes).Contains('=')).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("A")]
    [InlineData("AAAAA")]
    [InlineData("a b c!")]
    public void What_is_not_base64_is_refused(string header) => Assert.False(BinaryHeader.TryDecode(header, out _));

    [Fact]
    public void A_frame_is_read_however_it_was_cut() => Prop.ForAll(
        Gen.Choose(0, 300).SelectMany(length => Gen.Choose(0, length + 5), (length, cut) => (length, cut)).ToArbitrary(),
        pair =>
        {
            var frame = RawCall.Frame([.. Enumerable.Range(0, pair.length).Select(i => (byte)i)]);
            var buffer = CutSequence.Of(frame.AsMemory(0, pair.cut), frame.AsMemory(pair.cut));
            return MessageFrame.TryRead(ref buffer, null, out var payload, out _) && payload.ToArray().AsSpan().SequenceEqual(frame.AsSpan(5)) && buffer.IsEmpty;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Part_of_a_frame_is_waited_for()
    {
        var buffer = new ReadOnlySequence<byte>(RawCall.Frame([1, 2, 3]).AsMemory(0, 7));

        Assert.False(MessageFrame.TryRead(ref buffer, null, out _, out _));
    }

    [Fact]
    public void A_frame_over_the_limit_is_not_waited_for()
    {
        var buffer = new ReadOnlySequence<byte>(RawCall.Frame([1, 2, 3]).AsMemory(0, 5));

        Assert.Equal(StatusCode.ResourceExhausted, Assert.Throws<RpcException>(() => MessageFrame.TryRead(ref buffer, 2, out _, out _)).StatusCode);
    }

    // Well-formed text: half of a surrogate pair has no UTF-8.
    private static Arbitrary<string> AnyText => ArbMap.Default.GeneratorFor<char[]>()
        .Select(letters => new string(letters.Where(letter => !char.IsSurrogate(letter)).ToArray()) + "🔭").ToArbitrary();
}
