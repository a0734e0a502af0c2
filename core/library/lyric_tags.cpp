// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/lyric_tags.h"

#include "core/base/log.h"
#include "core/library/taglib_path.h"

#include <fileref.h>
#include <id3v2tag.h>
#include <mpegfile.h>
#include <synchronizedlyricsframe.h>
#include <tpropertymap.h>
#include <wavfile.h>

#include <algorithm>
#include <array>

namespace sc::library {

namespace {

constexpr qsizetype kLongestText = 4 << 20;
// As players and taggers write them; the first that is there counts.
constexpr std::array kTextNames = {"SYNCEDLYRICS", "LYRICS", "UNSYNCEDLYRICS", "UNSYNCED LYRICS"};

QString toText(const TagLib::String &string)
{
    return QString::fromStdWString(string.toWString());
}

TagLib::ID3v2::Tag *id3Of(TagLib::File *file)
{
    if (auto *mpeg = dynamic_cast<TagLib::MPEG::File *>(file))
        return mpeg->hasID3v2Tag() ? mpeg->ID3v2Tag() : nullptr;
    if (auto *wav = dynamic_cast<TagLib::RIFF::WAV::File *>(file))
        return wav->hasID3v2Tag() ? wav->ID3v2Tag() : nullptr;
    return nullptr;
}

// Lines end with a line feed in the text of the next one or in their own; both habits exist.
std::vector<LyricTags::Line> timedLines(const TagLib::ID3v2::SynchronizedLyricsFrame &frame)
{
    std::vector<LyricTags::Line> lines;
    if (frame.timestampFormat() != TagLib::ID3v2::SynchronizedLyricsFrame::AbsoluteMilliseconds)
        return lines;
    bool begins = true;
    for (const auto &part : frame.synchedText()) {
        QString text = toText(part.text);
        begins = begins || text.startsWith(u'\n');
        const bool ends = text.endsWith(u'\n');
        text = text.simplified();
        if (begins && !text.isEmpty())
            lines.push_back({Ticks::fromSeconds(part.time / 1000.0), text});
        else if (!text.isEmpty())
            lines.back().text += u' ' + text;
        begins = ends || (begins && text.isEmpty());
    }
    std::ranges::stable_sort(lines, {}, &LyricTags::Line::start);
    return lines;
}

// Where no part has a line feed every part is a line.
std::vector<LyricTags::Line> linesOf(const TagLib::ID3v2::SynchronizedLyricsFrame &frame)
{
    const auto hasFeed = [](const auto &part) { return toText(part.text).contains(u'\n'); };
    const auto parts = frame.synchedText();
    if (std::any_of(parts.begin(), parts.end(), hasFeed))
        return timedLines(frame);
    std::vector<LyricTags::Line> lines;
    if (frame.timestampFormat() != TagLib::ID3v2::SynchronizedLyricsFrame::AbsoluteMilliseconds)
        return lines;
    for (const auto &part : parts) {
        if (const QString text = toText(part.text).simplified(); !text.isEmpty())
            lines.push_back({Ticks::fromSeconds(part.time / 1000.0), text});
    }
    std::ranges::stable_sort(lines, {}, &LyricTags::Line::start);
    return lines;
}

LyricTags read(const QString &path)
{
    LyricTags tags;
    const TagLib::FileRef file(nativePath(path).data(), false);
    if (file.isNull() || file.file() == nullptr || !file.file()->isValid())
        return tags;
    if (const TagLib::ID3v2::Tag *id3 = id3Of(file.file())) {
        for (TagLib::ID3v2::Frame *frame : id3->frameList("SYLT")) {
            const auto *timed = dynamic_cast<TagLib::ID3v2::SynchronizedLyricsFrame *>(frame);
            using Frame = TagLib::ID3v2::SynchronizedLyricsFrame;
            if (timed != nullptr && tags.timed.empty() && (timed->type() == Frame::Lyrics || timed->type() == Frame::TextTranscription))
                tags.timed = linesOf(*timed);
        }
    }
    const TagLib::PropertyMap fields = file.file()->properties();
    for (const char *name : kTextNames) {
        const auto found = fields.find(name);
        if (found == fields.end() || found->second.isEmpty())
            continue;
        tags.text = toText(found->second.front()).left(kLongestText);
        break;
    }
    return tags;
}

} // namespace

LyricTags readLyricTags(const QString &path)
{
    try {
        return read(path);
    } catch (const std::exception &error) {
        qCWarning(logMedia).noquote() << "lyrics of" << path << "cannot be read:" << error.what();
        return {};
    }
}

} // namespace sc::library
