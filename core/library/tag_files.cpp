// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/tag_files.h"

#include "core/base/log.h"
#include "core/library/taglib_path.h"

#include <aifffile.h>
#include <flacfile.h>
#include <id3v2header.h>
#include <id3v2tag.h>
#include <infotag.h>
#include <mp4file.h>
#include <mpegfile.h>
#include <oggflacfile.h>
#include <opusfile.h>
#include <tfilestream.h>
#include <vorbisfile.h>
#include <wavfile.h>

namespace sc::library {

namespace {

enum class Kind { None, Mpeg, Flac, Mp4, Wav, Aiff, Opus, OggFlac, Vorbis };

Kind kindOf(const media::MediaInfo &info)
{
    const QString codec = info.audio ? info.audio->codec : QString();
    if (info.container == QLatin1String("mp3") || info.container == QLatin1String("aac"))
        return Kind::Mpeg;
    if (info.container == QLatin1String("flac"))
        return Kind::Flac;
    if (info.container.contains(QLatin1String("mp4")))
        return Kind::Mp4;
    if (info.container == QLatin1String("wav"))
        return Kind::Wav;
    if (info.container == QLatin1String("aiff"))
        return Kind::Aiff;
    if (info.container != QLatin1String("ogg"))
        return Kind::None;
    if (codec == QLatin1String("opus"))
        return Kind::Opus;
    if (codec == QLatin1String("flac"))
        return Kind::OggFlac;
    return codec == QLatin1String("vorbis") ? Kind::Vorbis : Kind::None;
}

TagLib::String text(const QString &value)
{
    return {value.toStdString(), TagLib::String::UTF8};
}

bool fill(TagLib::Tag *tag, const Track &song)
{
    if (!tag)
        return false;
    tag->setTitle(text(song.title));
    tag->setArtist(text(song.artist));
    tag->setAlbum(text(song.album));
    tag->setGenre(text(song.genreTag));
    tag->setComment(text(song.comment));
    tag->setYear(static_cast<unsigned>(song.year));
    tag->setTrack(static_cast<unsigned>(song.trackNumber));
    return true;
}

template<class File> bool writeTo(File &file, TagLib::Tag *tag, const Track &song)
{
    return file.isValid() && fill(tag, song) && file.save();
}

// Players differ in which version of ID3 they read: a file keeps the one it has.
bool writeMpeg(TagLib::IOStream &stream, const Track &song)
{
    TagLib::MPEG::File file(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
    const bool isOld = file.hasID3v2Tag() && file.ID3v2Tag()->header()->majorVersion() < 4;
    TagLib::ID3v2::Tag *tag = file.ID3v2Tag(true);
    if (!file.isValid() || !fill(tag, song) || (file.hasID3v1Tag() && !fill(file.tag(), song)))
        return false;
    const int kinds =
        TagLib::MPEG::File::ID3v2 | (file.hasID3v1Tag() ? TagLib::MPEG::File::ID3v1 : 0) | (file.hasAPETag() ? TagLib::MPEG::File::APE : 0);
    return file.save(kinds, TagLib::File::StripNone, isOld ? TagLib::ID3v2::v3 : TagLib::ID3v2::v4, TagLib::File::DoNotDuplicate);
}

// The older of a WAV file's two tags is kept in step, where there is one.
bool writeWav(TagLib::IOStream &stream, const Track &song)
{
    TagLib::RIFF::WAV::File file(&stream, false);
    if (!file.isValid() || !fill(file.ID3v2Tag(), song) || (file.hasInfoTag() && !fill(file.InfoTag(), song)))
        return false;
    return file.save(TagLib::RIFF::WAV::File::AllTags, TagLib::File::StripNone);
}

bool writeByKind(TagLib::IOStream &stream, Kind kind, const Track &song)
{
    switch (kind) {
    case Kind::Mpeg:
        return writeMpeg(stream, song);
    case Kind::Wav:
        return writeWav(stream, song);
    case Kind::Flac: {
        TagLib::FLAC::File file(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
        return file.isValid() && fill(file.xiphComment(true), song) && (!file.hasID3v2Tag() || fill(file.ID3v2Tag(), song)) && file.save();
    }
    case Kind::Mp4: {
        TagLib::MP4::File file(&stream, false);
        return writeTo(file, file.tag(), song);
    }
    case Kind::Aiff: {
        TagLib::RIFF::AIFF::File file(&stream, false);
        return writeTo(file, file.tag(), song);
    }
    case Kind::Opus: {
        TagLib::Ogg::Opus::File file(&stream, false);
        return writeTo(file, file.tag(), song);
    }
    case Kind::OggFlac: {
        TagLib::Ogg::FLAC::File file(&stream, false);
        return writeTo(file, file.tag(), song);
    }
    case Kind::Vorbis: {
        TagLib::Vorbis::File file(&stream, false);
        return writeTo(file, file.tag(), song);
    }
    case Kind::None:
        break;
    }
    return false;
}

} // namespace

bool canWriteFields(const media::MediaInfo &info)
{
    return kindOf(info) != Kind::None;
}

bool writeFields(const QString &path, const media::MediaInfo &info, const Track &song)
{
    try {
        const auto native = nativePath(path);
        TagLib::FileStream stream(native.data(), false);
        return stream.isOpen() && !stream.readOnly() && writeByKind(stream, kindOf(info), song);
    } catch (const std::exception &error) {
        qCWarning(logMedia).noquote() << "tags of" << path << "cannot be written:" << error.what();
        return false;
    }
}

} // namespace sc::library
