// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/song_tags.h"

#include "core/base/log.h"
#include "core/base/text.h"
#include "core/library/taglib_path.h"

#include <QtCore/QBuffer>
#include <QtGui/QImageReader>

#include <aifffile.h>
#include <attachedpictureframe.h>
#include <flacfile.h>
#include <id3v2tag.h>
#include <mp4coverart.h>
#include <mp4file.h>
#include <mpegfile.h>
#include <oggflacfile.h>
#include <opusfile.h>
#include <tfilestream.h>
#include <tpropertymap.h>
#include <vorbisfile.h>
#include <wavfile.h>
#include <xiphcomment.h>

#include <algorithm>
#include <array>

namespace sc::library {

namespace {

constexpr int kArtworkSide = 600;         // pixels
constexpr int kArtworkQuality = 88;       // of JPEG
constexpr int kLargestCoverSide = 20'000; // pixels; larger ones are no honest cover
constexpr unsigned kMaxCoverBytes = 64U << 20;

QString text(const TagLib::String &value)
{
    return tidyText(QString::fromStdWString(value.toWString()), kMaxTagLength);
}

QByteArray bytes(const TagLib::ByteVector &data)
{
    return data.size() <= kMaxCoverBytes ? QByteArray(data.data(), qsizetype(data.size())) : QByteArray();
}

// Of a file, because a tag that stands for several gives only the common fields.
void takeFields(const TagLib::File &file, SongTags &tags)
{
    const TagLib::Tag *tag = file.tag();
    if (!tag)
        return;
    const TagLib::PropertyMap properties = file.properties();
    if (properties.contains("ISRC") && !properties["ISRC"].isEmpty())
        tags.isrc = text(properties["ISRC"].front());
    tags.title = text(tag->title());
    tags.artist = text(tag->artist());
    tags.album = text(tag->album());
    tags.genre = text(tag->genre());
    tags.comment = text(tag->comment());
    tags.year = static_cast<int>(std::min(tag->year(), 9999U));
    tags.trackNumber = static_cast<int>(std::min(tag->track(), 9999U));
}

// The front cover of an ID3v2 tag, or whichever picture comes first.
QByteArray coverOf(const TagLib::ID3v2::Tag *tag)
{
    using Picture = TagLib::ID3v2::AttachedPictureFrame;
    if (!tag)
        return {};
    const Picture *chosen = nullptr;
    for (const TagLib::ID3v2::Frame *frame : tag->frameList("APIC")) {
        const auto *picture = dynamic_cast<const Picture *>(frame);
        if (picture && (!chosen || picture->type() == Picture::FrontCover))
            chosen = picture;
    }
    return chosen ? bytes(chosen->picture()) : QByteArray();
}

QByteArray coverOf(const TagLib::List<TagLib::FLAC::Picture *> &pictures)
{
    const TagLib::FLAC::Picture *chosen = nullptr;
    for (const TagLib::FLAC::Picture *picture : pictures) {
        if (!chosen || picture->type() == TagLib::FLAC::Picture::FrontCover)
            chosen = picture;
    }
    return chosen ? bytes(chosen->data()) : QByteArray();
}

QByteArray coverOf(const TagLib::MP4::Tag *tag)
{
    if (!tag || !tag->contains("covr"))
        return {};
    const TagLib::MP4::CoverArtList covers = tag->item("covr").toCoverArtList();
    return covers.isEmpty() ? QByteArray() : bytes(covers.front().data());
}

template<class OggFile> void takeOgg(TagLib::IOStream &stream, SongTags &tags)
{
    OggFile file(&stream, false);
    if (!file.isValid() || !file.tag())
        return;
    takeFields(file, tags);
    tags.cover = coverOf(file.tag()->pictureList());
}

void takeMpeg(TagLib::IOStream &stream, SongTags &tags)
{
    TagLib::MPEG::File file(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
    takeFields(file, tags);
    tags.cover = coverOf(file.ID3v2Tag(false));
}

void takeFlac(TagLib::IOStream &stream, SongTags &tags)
{
    TagLib::FLAC::File file(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
    takeFields(file, tags);
    tags.cover = coverOf(file.pictureList());
    if (tags.cover.isEmpty())
        tags.cover = coverOf(file.ID3v2Tag(false));
}

void takeMp4(TagLib::IOStream &stream, SongTags &tags)
{
    const TagLib::MP4::File file(&stream, false);
    takeFields(file, tags);
    tags.cover = coverOf(file.tag());
}

void takeWav(TagLib::IOStream &stream, SongTags &tags)
{
    const TagLib::RIFF::WAV::File file(&stream, false);
    takeFields(file, tags);
    tags.cover = coverOf(file.ID3v2Tag());
}

void takeAiff(TagLib::IOStream &stream, SongTags &tags)
{
    const TagLib::RIFF::AIFF::File file(&stream, false);
    takeFields(file, tags);
    tags.cover = coverOf(file.tag());
}

void takeByContainer(TagLib::IOStream &stream, const media::MediaInfo &info, SongTags &tags)
{
    const QString codec = info.audio ? info.audio->codec : QString();
    if (info.container == QLatin1String("mp3") || info.container == QLatin1String("aac"))
        takeMpeg(stream, tags);
    else if (info.container == QLatin1String("flac"))
        takeFlac(stream, tags);
    else if (info.container.contains(QLatin1String("mp4")))
        takeMp4(stream, tags);
    else if (info.container == QLatin1String("wav"))
        takeWav(stream, tags);
    else if (info.container == QLatin1String("aiff"))
        takeAiff(stream, tags);
    else if (info.container == QLatin1String("ogg") && codec == QLatin1String("opus"))
        takeOgg<TagLib::Ogg::Opus::File>(stream, tags);
    else if (info.container == QLatin1String("ogg") && codec == QLatin1String("flac"))
        takeOgg<TagLib::Ogg::FLAC::File>(stream, tags);
    else if (info.container == QLatin1String("ogg"))
        takeOgg<TagLib::Vorbis::File>(stream, tags);
}

int leadingNumber(const QString &value)
{
    qsizetype digits = 0;
    while (digits < std::min<qsizetype>(value.size(), 4) && value[digits].isDigit())
        ++digits;
    return value.first(digits).toInt();
}

// From the container's own words, where TagLib had none.
void fillFromProbe(const QMap<QString, QString> &found, SongTags &tags)
{
    const auto fill = [&](QString &field, const char *key) {
        if (field.isEmpty())
            field = tidyText(found.value(QString::fromLatin1(key)), kMaxTagLength);
    };
    fill(tags.title, "title");
    fill(tags.artist, "artist");
    fill(tags.album, "album");
    fill(tags.genre, "genre");
    fill(tags.comment, "comment");
    fill(tags.isrc, "isrc");
    if (tags.year == 0)
        tags.year = leadingNumber(found.value(QStringLiteral("date")));
    if (tags.trackNumber == 0)
        tags.trackNumber = leadingNumber(found.value(QStringLiteral("track")));
}

} // namespace

SongTags readTags(const QString &path, const media::MediaInfo &info)
{
    SongTags tags;
    try {
        const auto native = nativePath(path);
        TagLib::FileStream stream(native.data(), true);
        if (stream.isOpen())
            takeByContainer(stream, info, tags);
    } catch (const std::exception &error) {
        qCWarning(logMedia).noquote() << "tags of" << path << "cannot be read:" << error.what();
        tags = {};
    }
    fillFromProbe(info.tags, tags);
    return tags;
}

QByteArray artworkJpeg(const QByteArray &encoded)
{
    static constexpr std::array kFormats = {"jpeg", "jpg", "png", "webp", "gif", "bmp"};
    QByteArray source = encoded;
    QBuffer buffer(&source);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (std::ranges::none_of(kFormats, [&](const char *known) { return format == known; }))
        return {};
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || size.width() > kLargestCoverSide || size.height() > kLargestCoverSide)
        return {};
    const QSize limit(kArtworkSide, kArtworkSide);
    if (size.width() > kArtworkSide || size.height() > kArtworkSide)
        reader.setScaledSize(size.scaled(limit, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    const QImage image = reader.read();
    if (image.isNull())
        return {};
    QByteArray jpeg;
    QBuffer target(&jpeg);
    if (!image.save(&target, "JPEG", kArtworkQuality))
        return {};
    return jpeg;
}

} // namespace sc::library
