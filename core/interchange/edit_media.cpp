// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edit_model.h"

#include "core/base/timecode.h"
#include "core/interchange/file_url.h"
#include "core/media/probe.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qsizetype kReelLength = 8;
constexpr int kMinutesOfDay = 24 * 60;
constexpr int kUsualDepth = 8; // bits, of what is made here

// "01:00:00:00" of any rate as frames.
std::int64_t framesOfTimecode(const QString &text, MediaRate rate, bool &isDrop)
{
    isDrop = false;
    if (text.isEmpty() || rate.isNone())
        return 0;
    if (const auto known = FrameRate::fromFraction(rate.numerator, rate.denominator)) {
        isDrop = known->canDropFrames() && text.contains(u';');
        return parseTimecode(text, *known).value_or(0);
    }
    const QStringList parts = QString(text).replace(u';', u':').split(u':');
    if (parts.size() != 4)
        return 0;
    return ((parts[0].toLongLong() * 60 + parts[1].toLongLong()) * 60 + parts[2].toLongLong()) * rate.nominal() + parts[3].toLongLong();
}

QString suffixOf(const QString &file)
{
    const QString suffix = asciiFileName(QFileInfo(file).suffix()).toLower();
    return suffix.isEmpty() ? QString() : u'.' + suffix;
}

QString reelLetters(const QString &name)
{
    QString letters;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toUpper()) {
        if ((c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_')
            letters += c;
    }
    return letters;
}

} // namespace

MediaTable::MediaTable(Edit &edit, const ExportSource &source, const CutOptions &options, const EditRules &rules, QString folder)
    : m_edit(edit), m_source(source), m_options(options), m_rules(rules), m_folder(std::move(folder))
{
}

const MediaTable::Facts &MediaTable::factsOf(const QString &file)
{
    const auto known = m_facts.find(file);
    if (known != m_facts.end())
        return *known;
    Facts facts;
    facts.exists = QFileInfo(file).isFile();
    if (const auto info = facts.exists ? media::probeFile(file) : Result<media::MediaInfo>()) {
        if (const auto &video = info->video) {
            facts.rotation = video->rotation;
            facts.colour = {video->primaries, video->transfer, video->matrix};
            facts.bitDepth = video->bitDepth;
        }
        facts.channels = info->audio ? info->audio->channels : 0;
        facts.sampleRate = info->audio ? info->audio->sampleRate : 0;
    }
    return *m_facts.insert(file, facts);
}

int MediaTable::add(EditMedia media, const QString &key)
{
    if (media.make == MediaMake::AsIs) {
        media.file = media.origin;
        media.name = QFileInfo(media.origin).fileName();
    } else {
        media.name = uniqueName(media.name);
        if (m_rules.bundleFolders)
            media.folder = media.kind == EditMedia::Kind::Sound ? QStringLiteral("Song/")
                           : m_isAlternate                      ? QStringLiteral("Alternates/")
                                                                : QStringLiteral("Media/");
        media.file = m_folder + u'/' + media.folder + media.name;
    }
    m_edit.media.push_back(std::move(media));
    const int index = static_cast<int>(m_edit.media.size()) - 1;
    m_known.insert(key, index);
    return index;
}

// Also on systems that do not tell upper case from lower.
QString MediaTable::uniqueName(const QString &wanted)
{
    const QFileInfo info(wanted);
    QString name = wanted;
    for (int n = 2; m_names.contains(name.toLower()); ++n)
        name = QStringLiteral("%1_%2.%3").arg(info.completeBaseName()).arg(n).arg(info.suffix());
    m_names.insert(name.toLower());
    return name;
}

void MediaTable::makeStillMovie(EditMedia &media, std::int64_t length) const
{
    media.kind = EditMedia::Kind::Movie;
    media.isStillMovie = true;
    media.rate = mediaRate(m_edit.rate);
    media.frames = length + 2 * stillHandle(m_edit.rate);
    media.name = QFileInfo(media.name).completeBaseName() + QStringLiteral(".mov");
}

int MediaTable::card(int shot, const timeline::Clip &clip, std::int64_t at, std::int64_t length)
{
    m_isAlternate = false;
    EditMedia media;
    media.kind = EditMedia::Kind::Still;
    media.make = MediaMake::Card;
    media.name = QStringLiteral("%1_%2.png").arg(++m_cards, 4, 10, QLatin1Char('0')).arg(asciiFileName(clip.name));
    media.shot = shot;
    media.cardAt = at;
    media.width = m_edit.width;
    media.height = m_edit.height;
    if (m_options.conform && !m_rules.stills)
        makeStillMovie(media, length);
    return add(std::move(media), QStringLiteral("card %1").arg(shot));
}

int MediaTable::still(const TakeSource &source, const QString &stem, const timeline::Clip &clip)
{
    const bool isMovie = m_options.conform && !m_rules.stills;
    const QString key =
        isMovie ? QStringLiteral("still movie %1 %2").arg(clip.id.text(), source.file) : QStringLiteral("still ") + source.file;
    if (const auto known = m_known.constFind(key); known != m_known.cend())
        return *known;
    if (!factsOf(source.file).exists)
        return -1;
    EditMedia media;
    media.kind = EditMedia::Kind::Still;
    media.origin = source.file;
    media.width = source.take.width;
    media.height = source.take.height;
    media.name = stem + suffixOf(source.file);
    if (isMovie) {
        media.make = MediaMake::Still;
        makeStillMovie(media, m_edit.rate.frameAt(clip.length, Rounding::Nearest));
        media.width = m_edit.width;
        media.height = m_edit.height;
    } else {
        chooseMake(media, stem);
    }
    return add(std::move(media), key);
}

// A freeze frame is a picture everywhere: no two programs agree on how a movie stands still.
int MediaTable::frozen(const TakeSource &source, const QString &stem, const timeline::Clip &clip)
{
    const QString key = QStringLiteral("frame %1 %2").arg(clip.sourceIn.value()).arg(source.file) +
                        (m_options.conform && !m_rules.stills ? clip.id.text() : QString());
    if (const auto known = m_known.constFind(key); known != m_known.cend())
        return *known;
    if (!factsOf(source.file).exists)
        return -1;
    EditMedia media;
    media.kind = EditMedia::Kind::Still;
    media.make = MediaMake::Frame;
    media.origin = source.file;
    media.frameAt = std::clamp(clip.sourceIn, Ticks(), std::max(Ticks(), source.take.length - Ticks(1)));
    media.width = source.take.width;
    media.height = source.take.height;
    media.name = stem + QStringLiteral("_frame.png");
    if (m_options.conform && !m_rules.stills)
        makeStillMovie(media, m_edit.rate.frameAt(clip.length, Rounding::Nearest));
    return add(std::move(media), key);
}

void MediaTable::chooseMake(EditMedia &media, const QString &stem) const
{
    if (media.isMissing || m_options.media == MediaPolicy::Reference)
        media.make = MediaMake::AsIs;
    else
        media.make = m_options.media == MediaPolicy::Copy ? MediaMake::Copy : MediaMake::Link;
    media.name = stem + suffixOf(media.origin);
}

int MediaTable::take(const TakeSource &source, const timeline::Clip &clip, int shot, int number, bool isAlternate)
{
    m_isAlternate = isAlternate;
    const timeline::Take &take = source.take;
    const timeline::Scene *scene = timeline::findScene(m_source.timeline, clip.scene);
    const QString stem = QStringLiteral("S%1_%2_take%3")
                             .arg(scene ? scene->order + 1 : 0, 2, 10, QLatin1Char('0'))
                             .arg((shot + 1) * 10, 3, 10, QLatin1Char('0'))
                             .arg(number);
    if (!take.isVideo())
        return still(source, stem, clip);
    if (clip.speedNumerator == 0)
        return frozen(source, stem, clip);
    const Facts facts = factsOf(source.file);
    EditMedia media;
    media.origin = source.file;
    media.isMissing = !facts.exists;
    media.isVariable = take.isRateVariable;
    media.isRotated = facts.rotation != 0;
    media.colour = facts.colour;
    media.bitDepth = facts.bitDepth;
    media.width = take.width;
    media.height = take.height;
    media.channels = facts.channels;
    media.sampleRate = facts.sampleRate;
    media.rate = {take.rateNumerator, take.rateDenominator};
    media.frames = take.frames;
    if (media.rate.isNone())
        media.rate = mediaRate(m_edit.rate);
    if (take.isRateVariable || media.frames < 1)
        media.frames = std::max<std::int64_t>(1, media.rate.framesIn(take.length));
    const bool isRetimed = clip.speedNumerator != clip.speedDenominator;
    const bool needsConform = media.isVariable || media.isRotated || media.rate != mediaRate(m_edit.rate) || isRetimed;
    if (needsConform && (m_options.conform || (isRetimed && !m_rules.retimes)) && facts.exists) {
        media.make = MediaMake::Conform;
        media.speedNumerator = clip.speedNumerator;
        media.speedDenominator = clip.speedDenominator;
        media.rate = mediaRate(m_edit.rate);
        const Ticks length(mulDivFloor(take.length.value(), clip.speedDenominator, clip.speedNumerator));
        media.frames = std::max<std::int64_t>(1, m_edit.rate.frameAt(length, Rounding::Floor));
        media.channels = 0;
        media.isVariable = media.isRotated = false;
        media.colour = {};
        m_flattened += media.bitDepth > kUsualDepth;
        media.bitDepth = kUsualDepth;
        media.name = stem + QStringLiteral(".mov");
    } else if (m_options.conform && m_options.uniqueTimecode && facts.exists) {
        media.make = MediaMake::Rewrap;
        media.channels = 0;
        media.name = stem + QStringLiteral(".mov");
    } else {
        media.startFrame = framesOfTimecode(take.startTimecode, media.rate, media.dropFrame);
        chooseMake(media, stem);
    }
    const QString key = QStringLiteral("movie %1 %2/%3 %4")
                            .arg(static_cast<int>(media.make))
                            .arg(media.speedNumerator)
                            .arg(media.speedDenominator)
                            .arg(source.file);
    const auto known = m_known.constFind(key);
    return known != m_known.cend() ? *known : add(std::move(media), key);
}

int MediaTable::song()
{
    m_isAlternate = false;
    const timeline::Song &facts = *m_source.timeline.project.song;
    EditMedia media;
    media.kind = EditMedia::Kind::Sound;
    media.origin = m_source.songFile;
    media.channels = std::clamp(facts.channels, 1, 2);
    media.sampleRate = kSongSampleRate;
    const QString title = facts.title.isEmpty() ? Words::tr("Song") : facts.title;
    if (m_rules.songFile || m_options.media != MediaPolicy::Reference) {
        media.make = MediaMake::Song;
        media.name = asciiFileName(title) + QStringLiteral("_song.wav");
    } else {
        media.make = MediaMake::AsIs;
    }
    return add(std::move(media), QStringLiteral("song"));
}

void MediaTable::finish()
{
    giveReels();
    if (m_options.conform && m_options.uniqueTimecode)
        giveTimecodes();
    int variable = 0;
    int rotated = 0;
    int others = 0;
    int deep = 0;
    for (const EditMedia &media : m_edit.media) {
        variable += media.isVariable;
        rotated += media.isRotated;
        deep += media.bitDepth > kUsualDepth || media.colour.isHdr();
        others += media.kind == EditMedia::Kind::Movie && !media.isVariable && media.rate != mediaRate(m_edit.rate);
        if (media.isMissing)
            m_edit.notices += Words::tr("“%1” is missing; it is named with its last known length and size.").arg(media.name);
        static const QRegularExpression awkward(QStringLiteral("[#?%]"));
        if (media.make == MediaMake::AsIs && media.kind != EditMedia::Kind::Sound && media.name.contains(awkward))
            m_edit.notices +=
                Words::tr("“%1” has a # ? or % in its name; some programs will not find it. Copying the media renames it.").arg(media.name);
    }
    if (variable > 0)
        m_edit.notices +=
            Words::tr("%1 movies have a frame rate that varies; their average is given. Conforming the media avoids that.").arg(variable);
    if (rotated > 0)
        m_edit.notices +=
            Words::tr("%1 movies are rotated, which some programs do not see. Conforming the media avoids that.").arg(rotated);
    if (deep > 0)
        m_edit.notices +=
            Words::tr("%1 movies have more than 8 bits or HDR colours; they keep both and are named with their own colour space.")
                .arg(deep);
    if (m_flattened > 0)
        m_edit.notices += Words::tr("%1 movies of more than 8 bits were made anew with 8 bits in Rec. 709.").arg(m_flattened);
    if (others > 0)
        m_edit.notices +=
            Words::tr("%1 movies have another frame rate than the project; frames are taken at the same time, none is slowed down.")
                .arg(others);
}

void MediaTable::giveReels()
{
    QSet<QString> used;
    QHash<QString, int> counters;
    for (EditMedia &media : m_edit.media) {
        const QString letters = reelLetters(QFileInfo(media.name).completeBaseName());
        QString reel = letters.left(kReelLength);
        if (letters.size() > kReelLength || reel.isEmpty() || used.contains(reel) || reel == QLatin1String("BL") ||
            reel == QLatin1String("AX")) {
            const QString stem = letters.isEmpty() ? QStringLiteral("SHOT") : letters.left(4);
            do
                reel = QStringLiteral("%1%2").arg(stem).arg(++counters[stem], kReelLength - 4, 10, QLatin1Char('0')).left(kReelLength);
            while (used.contains(reel));
        }
        used.insert(reel);
        media.reel = reel;
    }
}

// Every movie that is made gets minutes of the day of its own, so that a timecode names exactly one file.
void MediaTable::giveTimecodes()
{
    std::vector<EditMedia *> made;
    for (EditMedia &media : m_edit.media) {
        if (media.kind == EditMedia::Kind::Movie && media.make >= MediaMake::Card)
            made.push_back(&media);
    }
    const int block = made.size() * 2 <= kMinutesOfDay ? 2 : 1;
    std::int64_t minute = 0;
    for (EditMedia *media : made) {
        const std::int64_t blockFrames = std::int64_t(60) * block * media->rate.nominal();
        const std::int64_t blocks = (media->frames + blockFrames - 1) / blockFrames;
        if (minute + blocks * block > kMinutesOfDay) {
            m_edit.notices +=
                Words::tr("There are more movies than minutes of a day; those from “%1” on begin at 00:00:00:00.").arg(media->name);
            return;
        }
        media->startFrame = minute * 60 * media->rate.nominal();
        minute += blocks * block;
    }
}

} // namespace sc::interchange
