// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/shot_list.h"

#include "core/base/timecode.h"
#include "core/interchange/csv_text.h"
#include "core/timeline/clip_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <array>

namespace sc::interchange {

namespace {

using timeline::Clip;
using timeline::EditClip;
using timeline::Timeline;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr int kMaxNotices = 200;

// What comes back in.
struct TextColumn
{
    const char *name;
    QString Clip::*member;
    std::optional<QString> EditClip::*edit;
};
constexpr std::array kTextColumns = {
    TextColumn{"name", &Clip::name, &EditClip::name},
    TextColumn{"image_prompt", &Clip::imagePrompt, &EditClip::imagePrompt},
    TextColumn{"video_prompt", &Clip::videoPrompt, &EditClip::videoPrompt},
    TextColumn{"negative_prompt", &Clip::negativePrompt, &EditClip::negativePrompt},
    TextColumn{"lyrics", &Clip::lyrics, &EditClip::lyrics},
    TextColumn{"notes", &Clip::notes, &EditClip::notes},
};
// What is only for reading.
const QStringList kFacts = {QStringLiteral("number"),
                            QStringLiteral("scene"),
                            QStringLiteral("in"),
                            QStringLiteral("out"),
                            QStringLiteral("length"),
                            QStringLiteral("length_frames"),
                            QStringLiteral("length_seconds"),
                            QStringLiteral("bar"),
                            QStringLiteral("beats"),
                            QStringLiteral("shot_type"),
                            QStringLiteral("camera_move"),
                            QStringLiteral("locked")};

QString beatsText(const std::vector<Beat> &beats, TickRange range)
{
    if (beats.size() < 2)
        return {};
    const auto from = nearestBeat(beats, range.start);
    const auto to = nearestBeat(beats, range.end);
    return QString::number(static_cast<qint64>(*to) - static_cast<qint64>(*from));
}

QStringList factsOf(const Timeline &timeline, const Clip &clip, int number, const std::vector<Beat> &beats)
{
    const FrameRate rate = timeline.project.frameRate;
    const auto timecode = [&](Ticks t) { return formatTimecode(rate.frameAt(t, Rounding::Nearest), rate); };
    const timeline::Scene *scene = timeline::findScene(timeline, clip.scene);
    return {QString::number(number),
            scene ? safeCell(scene->name) : QString(),
            timecode(clip.start),
            timecode(clip.end()),
            timecode(clip.length),
            QString::number(rate.frameAt(clip.length, Rounding::Nearest)),
            QString::number(clip.length.toSeconds(), 'f', 3),
            beats.empty() ? QString() : formatBarPosition(beats, clip.start),
            beatsText(beats, clip.range()),
            safeCell(clip.direction.shotType),
            safeCell(clip.direction.cameraMove),
            clip.locked || (scene && scene->locked) ? QStringLiteral("yes") : QStringLiteral("no")};
}

class Reader
{
public:
    Reader(const Timeline &timeline, const QStringList &head) : m_result{.timeline = timeline, .notices = {}}
    {
        m_id = static_cast<int>(head.indexOf(QStringLiteral("id")));
        for (const TextColumn &column : kTextColumns)
            m_places.push_back(static_cast<int>(head.indexOf(QLatin1String(column.name))));
        for (size_t i = 0; i < m_result.timeline.clips.size(); ++i)
            m_clips.insert(m_result.timeline.clips[i].id.text(), i);
        for (size_t i = 0; i < m_result.timeline.scenes.size(); ++i)
            m_scenes.insert(m_result.timeline.scenes[i].id.text(), i);
    }

    void notice(const QString &text)
    {
        if (m_result.notices.size() < kMaxNotices)
            m_result.notices.append(text);
        else
            ++m_untold;
    }

    void take(const CsvRow &row)
    {
        ++m_result.rows;
        const QString id = row.cells.value(m_id).trimmed();
        const auto found = m_clips.constFind(id);
        if (found == m_clips.cend())
            return notice(Words::tr("Line %1: there is no shot with the id “%2”.").arg(row.line).arg(id.left(60)));
        if (m_seen.contains(id))
            return notice(Words::tr("Line %1: this shot stands in the table twice; the first row counts.").arg(row.line));
        m_seen.insert(id);
        Clip &clip = m_result.timeline.clips[*found];
        if (const Result<Clip> edited = editedBy(row, clip); !edited)
            notice(Words::tr("Line %1: %2").arg(row.line).arg(edited.error().text()));
        else if (*edited != clip) {
            clip = *edited;
            ++m_result.changed;
        }
    }

    ShotListImport finished()
    {
        if (m_untold > 0)
            m_result.notices.append(Words::tr("%n more lines were left out.", nullptr, m_untold));
        return std::move(m_result);
    }

private:
    // The rules of a field stand once, in editClip(): the clip is changed on a timeline of its own.
    Result<Clip> editedBy(const CsvRow &row, const Clip &clip) const
    {
        EditClip fields;
        fields.clip = clip.id;
        bool any = false;
        for (size_t i = 0; i < kTextColumns.size(); ++i) {
            if (m_places[i] < 0 || m_places[i] >= row.cells.size())
                continue;
            const QString text = fromSafeCell(row.cells[m_places[i]]);
            if (text == clip.*kTextColumns[i].member)
                continue;
            fields.*kTextColumns[i].edit = text;
            any = true;
        }
        if (!any)
            return clip;
        Timeline scratch;
        scratch.project.frameRate = m_result.timeline.project.frameRate;
        if (const auto scene = m_scenes.constFind(clip.scene.text()); scene != m_scenes.cend())
            scratch.scenes.push_back(m_result.timeline.scenes[*scene]);
        scratch.clips.push_back(clip);
        SC_TRY_ASSIGN(edited, timeline::editClip(scratch, fields));
        Clip result = clip;
        for (const TextColumn &column : kTextColumns)
            result.*column.member = edited.clips.front().*column.member;
        return result;
    }

    ShotListImport m_result;
    int m_id = -1;
    std::vector<int> m_places;
    QHash<QString, size_t> m_clips;
    QHash<QString, size_t> m_scenes;
    QSet<QString> m_seen;
    int m_untold = 0;
};

} // namespace

QByteArray writeShotList(const Timeline &timeline)
{
    QStringList head{QStringLiteral("id")};
    for (const TextColumn &column : kTextColumns)
        head.append(QLatin1String(column.name));
    std::vector<QStringList> rows{head + kFacts};
    const std::vector<Beat> beats = timeline::timelineBeats(timeline);
    int number = 0;
    for (const Clip *clip : timeline::liveClips(timeline)) {
        QStringList row{clip->id.text()};
        for (const TextColumn &column : kTextColumns)
            row.append(safeCell(clip->*column.member));
        rows.push_back(row + factsOf(timeline, *clip, ++number, beats));
    }
    return writeCsv(rows);
}

Result<ShotListImport> readShotList(const Timeline &timeline, const QByteArray &bytes)
{
    SC_TRY_ASSIGN(rows, readCsv(bytes));
    QStringList head;
    for (const QString &cell : rows.empty() ? QStringList() : rows.front().cells)
        head.append(cell.trimmed().toLower());
    if (!head.contains(QStringLiteral("id")))
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       Words::tr("This is no shot list: its first line must name the columns, one of them “id”.")));
    Reader reader(timeline, head);
    for (qsizetype i = 0; i < head.size(); ++i) {
        if (head.indexOf(head[i]) != i && !head[i].isEmpty())
            return std::unexpected(
                Problem(ProblemCode::ValidationError, Words::tr("The column “%1” stands there twice.").arg(head[i].left(60))));
        const bool known =
            head[i] == u"id" || kFacts.contains(head[i]) || head[i].isEmpty() ||
            std::ranges::any_of(kTextColumns, [&](const TextColumn &column) { return head[i] == QLatin1String(column.name); });
        if (!known)
            reader.notice(Words::tr("The column “%1” is not known and was left out.").arg(head[i].left(60)));
    }
    for (size_t i = 1; i < rows.size(); ++i)
        reader.take(rows[i]);
    return reader.finished();
}

} // namespace sc::interchange
