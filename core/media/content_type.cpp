// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/content_type.h"

#include "core/media/mpeg_frames.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QIODevice>
#include <QtCore/QStringDecoder>

#include <algorithm>
#include <array>

namespace sc::media {

namespace {

constexpr qint64 kHeadBytes = 4096;
constexpr qint64 kFrameSearchBytes = 128 * 1024; // junk that some recorders put before the first MP3 frame
constexpr int kTagsInARow = 4;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::media)
};

struct Signature
{
    int offset;
    QByteArrayView bytes;
    const char *demuxer; // null: not ours
    const char *looksLike;
};

#define SC_BYTES(literal) QByteArrayView(literal, sizeof(literal) - 1)

// First match wins. What we play, then what people mistake for a song.
const std::array kSignatures = {
    Signature{8, SC_BYTES("WAVE"), "wav", QT_TRANSLATE_NOOP("sc::media", "a WAV file")},
    Signature{0, SC_BYTES("riff\x2E\x91\xCF\x11"), "w64", QT_TRANSLATE_NOOP("sc::media", "a Wave64 file")},
    Signature{0, SC_BYTES("fLaC"), "flac", QT_TRANSLATE_NOOP("sc::media", "a FLAC file")},
    Signature{8, SC_BYTES("AIFF"), "aiff", QT_TRANSLATE_NOOP("sc::media", "an AIFF file")},
    Signature{8, SC_BYTES("AIFC"), "aiff", QT_TRANSLATE_NOOP("sc::media", "an AIFF file")},
    Signature{0, SC_BYTES("OggS"), "ogg", QT_TRANSLATE_NOOP("sc::media", "an Ogg file")},
    Signature{0, SC_BYTES("caff\x00\x01"), "caf", QT_TRANSLATE_NOOP("sc::media", "a CAF file")},
    Signature{0, SC_BYTES("\x1A\x45\xDF\xA3"), "matroska", QT_TRANSLATE_NOOP("sc::media", "a Matroska or WebM file")},
    Signature{4, SC_BYTES("ftypheic"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{4, SC_BYTES("ftypheix"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{4, SC_BYTES("ftypmif1"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{4, SC_BYTES("ftypavif"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{4, SC_BYTES("ftyp"), "mov", QT_TRANSLATE_NOOP("sc::media", "an MP4 file")},
    Signature{4, SC_BYTES("moov"), "mov", QT_TRANSLATE_NOOP("sc::media", "a QuickTime file")},
    Signature{4, SC_BYTES("mdat"), "mov", QT_TRANSLATE_NOOP("sc::media", "a QuickTime file")},
    Signature{4, SC_BYTES("wide"), "mov", QT_TRANSLATE_NOOP("sc::media", "a QuickTime file")},
    Signature{4, SC_BYTES("free"), "mov", QT_TRANSLATE_NOOP("sc::media", "a QuickTime file")},
    Signature{4, SC_BYTES("skip"), "mov", QT_TRANSLATE_NOOP("sc::media", "a QuickTime file")},
    Signature{0, SC_BYTES("%PDF"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a PDF document")},
    Signature{0, SC_BYTES("PK\x03\x04"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a ZIP archive")},
    Signature{0, SC_BYTES("PK\x05\x06"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a ZIP archive")},
    Signature{0, SC_BYTES("\x1F\x8B"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a compressed archive")},
    Signature{0, SC_BYTES("BZh"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a compressed archive")},
    Signature{0, SC_BYTES("7z\xBC\xAF"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a compressed archive")},
    Signature{0, SC_BYTES("Rar!"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a compressed archive")},
    Signature{0,
              SC_BYTES("\xFD"
                       "7zXZ"),
              nullptr, QT_TRANSLATE_NOOP("sc::media", "a compressed archive")},
    Signature{0, SC_BYTES("\x89PNG"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{0, SC_BYTES("\xFF\xD8\xFF"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{0, SC_BYTES("GIF8"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{8, SC_BYTES("WEBP"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{0, SC_BYTES("II*\x00"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{0, SC_BYTES("MM\x00*"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a picture")},
    Signature{0,
              SC_BYTES("\x7F"
                       "ELF"),
              nullptr, QT_TRANSLATE_NOOP("sc::media", "a program")},
    Signature{0, SC_BYTES("\xCF\xFA\xED\xFE"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a program")},
    Signature{0, SC_BYTES("\xCA\xFE\xBA\xBE"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a program")},
    Signature{0, SC_BYTES("SQLite format 3"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a database")},
    Signature{0, SC_BYTES("MThd"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a MIDI file (notes, no sound)")},
    Signature{0, SC_BYTES("#EXTM3U"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a playlist")},
    Signature{0, SC_BYTES("\x30\x26\xB2\x75\x8E\x66\xCF\x11"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a Windows Media file")},
    Signature{8, SC_BYTES("AVI "), nullptr, QT_TRANSLATE_NOOP("sc::media", "an AVI movie")},
    Signature{0, SC_BYTES("FLV\x01"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a Flash movie")},
    Signature{0, SC_BYTES("\x00\x00\x01\xBA"), nullptr, QT_TRANSLATE_NOOP("sc::media", "an MPEG movie")},
    Signature{0, SC_BYTES("wvpk"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a WavPack file")},
    Signature{0, SC_BYTES("MAC "), nullptr, QT_TRANSLATE_NOOP("sc::media", "a Monkey's Audio file")},
    Signature{0, SC_BYTES("MPCK"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a Musepack file")},
    Signature{0, SC_BYTES("DSD "), nullptr, QT_TRANSLATE_NOOP("sc::media", "a DSD file")},
    Signature{0, SC_BYTES("FRM8"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a DSD file")},
    Signature{0, SC_BYTES("#!AMR"), nullptr, QT_TRANSLATE_NOOP("sc::media", "an AMR file")},
    Signature{0, SC_BYTES(".RMF"), nullptr, QT_TRANSLATE_NOOP("sc::media", "a RealMedia file")},
};

#undef SC_BYTES

QByteArray readAt(QIODevice &device, qint64 offset, qint64 length)
{
    return device.seek(offset) ? device.read(length) : QByteArray();
}

// Length of the ID3v2 tag at the start of `head`, 0 when there is none. Structure: id3.org, ID3v2.4 section 3.1.
qint64 id3Length(QByteArrayView head)
{
    constexpr int kHeader = 10;
    if (head.size() < kHeader || !head.startsWith("ID3"))
        return 0;
    qint64 size = 0;
    for (int i = 6; i < kHeader; ++i) {
        const auto byte = static_cast<unsigned char>(head[i]);
        if (byte & 0x80)
            return 0;
        size = size << 7 | byte;
    }
    const bool hasFooter = static_cast<unsigned char>(head[5]) & 0x10;
    return kHeader + size + (hasFooter ? kHeader : 0);
}

const Signature *signatureOf(QByteArrayView head)
{
    const auto matches = [&](const Signature &signature) {
        return head.size() >= signature.offset + signature.bytes.size() &&
               head.sliced(signature.offset, signature.bytes.size()) == signature.bytes;
    };
    const auto found = std::ranges::find_if(kSignatures, matches);
    return found == kSignatures.end() ? nullptr : &*found;
}

bool isRiff(QByteArrayView head)
{
    return head.startsWith("RIFF") || head.startsWith("RF64") || head.startsWith("BW64") || head.startsWith("FORM");
}

// A name at offset 8 counts only inside its own kind of envelope, one at offset 4 only after a length that is no
// text: "The free world" is no QuickTime file.
bool isPlausible(const Signature &signature, QByteArrayView head)
{
    if (signature.offset == 4)
        return static_cast<unsigned char>(head.front()) < 0x20;
    return signature.offset != 8 || isRiff(head);
}

bool isText(QByteArrayView head)
{
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return true;
    const auto isBinary = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B;
    };
    if (std::ranges::any_of(head, isBinary))
        return false;
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString decoded = utf8(head);
    if (!utf8.hasError())
        return true;
    // Texts in an old 8-bit encoding: mostly letters all the same.
    const auto plain = std::ranges::count_if(head, [](char c) { return c >= 0x20 && c < 0x7F; });
    return plain * 10 >= head.size() * 7;
}

QString textKind(QByteArrayView head)
{
    const QByteArray start = head.first(std::min<qsizetype>(head.size(), 256)).toByteArray().trimmed().toLower();
    if (start.startsWith("<!doctype html") || start.startsWith("<html"))
        return Text::tr("a web page");
    if (start.startsWith("<?xml") || start.startsWith("<svg"))
        return Text::tr("an XML file");
    return Text::tr("a text file");
}

ContentType media(const char *demuxer, const QString &name)
{
    return {ContentType::Kind::Media, demuxer, name};
}

ContentType mpegAudioAt(QIODevice &device, qint64 offset, bool isTagged)
{
    const QByteArray window = readAt(device, offset, kFrameSearchBytes);
    switch (findMpegAudio(window, offset + window.size() >= device.size())) {
    case MpegAudio::Mp3:
        return media("mp3", Text::tr("an MP3 file"));
    case MpegAudio::Adts:
        return media("aac", Text::tr("an AAC file"));
    case MpegAudio::None:
        break;
    }
    if (isTagged)
        return {ContentType::Kind::Damaged, {}, Text::tr("an MP3 file")};
    return {ContentType::Kind::Foreign, {}, Text::tr("data of an unknown kind")};
}

ContentType fromSignature(const Signature &signature)
{
    const QString name = Text::tr(signature.looksLike);
    if (signature.demuxer)
        return media(signature.demuxer, name);
    return {ContentType::Kind::Foreign, {}, name};
}

} // namespace

ContentType sniffContent(QIODevice &device)
{
    qint64 offset = 0;
    QByteArray head = readAt(device, 0, kHeadBytes);
    for (int tags = 0; tags < kTagsInARow; ++tags) {
        const qint64 tag = id3Length(head);
        if (tag == 0)
            break;
        offset += tag;
        head = readAt(device, offset, kHeadBytes);
    }
    const Signature *signature = signatureOf(head);
    if (signature && isPlausible(*signature, head))
        return fromSignature(*signature);
    if (offset > 0)
        return mpegAudioAt(device, offset, true);
    if (isRiff(head) && head.size() < 12)
        return {ContentType::Kind::Damaged, {}, Text::tr("a WAV file")};
    if (std::ranges::all_of(head, [](char c) { return c == 0; }) &&
        readAt(device, 0, kFrameSearchBytes).count('\0') == std::min(device.size(), kFrameSearchBytes))
        return {ContentType::Kind::Damaged, {}, Text::tr("an erased file (nothing but zeros)")};
    if (isText(head))
        return {ContentType::Kind::Foreign, {}, textKind(head)};
    if (head.startsWith("MZ"))
        return {ContentType::Kind::Foreign, {}, Text::tr("a program")};
    return mpegAudioAt(device, 0, false);
}

} // namespace sc::media
