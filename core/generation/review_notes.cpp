// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/review_notes.h"

#include "core/base/timecode.h"
#include "core/interchange/csv_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sc::generation {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

bool saysSomething(const GalleryItem &item)
{
    const timeline::Take &take = item.take;
    return take.verdict != timeline::TakeVerdict::None || take.rating > 0 || !take.notes.isEmpty() || !take.tags.isEmpty() ||
           item.isFlagged();
}

QString verdictWord(timeline::TakeVerdict verdict)
{
    switch (verdict) {
    case timeline::TakeVerdict::Approved:
        return Text::tr("approved");
    case timeline::TakeVerdict::Rejected:
        return Text::tr("rejected");
    case timeline::TakeVerdict::None:
        break;
    }
    return Text::tr("not judged");
}

QString findings(const timeline::Take &take)
{
    QStringList words;
    for (const timeline::TakeCheck &check : take.checks)
        words.append(QStringLiteral("%1 %2").arg(checkTitle(check.name), QString::number(check.score, 'f', 2)));
    return words.join(QStringLiteral(", "));
}

// A heading or line of its own must not become another one in Markdown.
QString oneLine(QString text)
{
    return text.replace(u'\n', u' ').simplified();
}

struct Place
{
    QString bar;
    QString clock;
};

Place placeOf(const timeline::Timeline &timeline, const std::vector<Beat> &beats, const GalleryItem &item)
{
    if (item.clipName.isEmpty())
        return {};
    const QString bar = formatBarPosition(beats, item.start);
    return {bar.section(u'.', 0, 1), formatTimecode(timeline.project.frameRate.frameAt(item.start), timeline.project.frameRate)};
}

QByteArray asCsv(const timeline::Timeline &timeline, const std::vector<GalleryItem> &items)
{
    const std::vector<Beat> beats = timeline::timelineBeats(timeline);
    std::vector<QStringList> rows{{Text::tr("Shot"), Text::tr("Name"), Text::tr("Bar"), Text::tr("Time"), Text::tr("Take"),
                                   Text::tr("Shown"), Text::tr("Verdict"), Text::tr("Stars"), Text::tr("Note"), Text::tr("Tags"),
                                   Text::tr("Checks"), Text::tr("Model"), Text::tr("Seed")}};
    for (const GalleryItem &item : items) {
        const timeline::Take &take = item.take;
        const Place place = placeOf(timeline, beats, item);
        rows.push_back({item.clipNumber > 0 ? QString::number(item.clipNumber) : QString(), item.clipName, place.bar, place.clock,
                        QString::number(item.takeNumber), item.isChosen ? Text::tr("yes") : QString(), verdictWord(take.verdict),
                        QString::number(take.rating), take.notes, take.tags.join(QStringLiteral(", ")), findings(take), take.modelName,
                        take.seed ? QString::number(*take.seed) : QString()});
    }
    for (QStringList &row : rows) {
        for (QString &cell : row)
            cell = interchange::safeCell(cell);
    }
    return interchange::writeCsv(rows);
}

QByteArray asMarkdown(const timeline::Timeline &timeline, const std::vector<GalleryItem> &items)
{
    const std::vector<Beat> beats = timeline::timelineBeats(timeline);
    QString text = QStringLiteral("# %1\n").arg(Text::tr("Notes on %1").arg(oneLine(timeline.project.name)));
    ClipId shot;
    bool isFirst = true;
    for (const GalleryItem &item : items) {
        const timeline::Take &take = item.take;
        if (isFirst || take.clip != shot) {
            const Place place = placeOf(timeline, beats, item);
            QString heading = item.clipName.isEmpty() ? Text::tr("In no shot") : oneLine(item.clipName);
            if (item.clipNumber > 0)
                heading = QStringLiteral("%1 %2").arg(item.clipNumber).arg(heading);
            QStringList where;
            if (!place.bar.isEmpty())
                where.append(Text::tr("bar %1").arg(place.bar));
            if (!place.clock.isEmpty())
                where.append(place.clock);
            text += QStringLiteral("\n## %1%2\n\n")
                        .arg(heading, where.isEmpty() ? QString() : u' ' + QStringLiteral("(%1)").arg(where.join(QStringLiteral(", "))));
            shot = take.clip;
            isFirst = false;
        }
        QStringList facts{verdictWord(take.verdict)};
        if (take.rating > 0)
            facts.append(QString(take.rating, QChar(0x2605)));
        if (item.isChosen)
            facts.append(Text::tr("shown"));
        if (!take.tags.isEmpty())
            facts.append(take.tags.join(QStringLiteral(", ")));
        if (item.isFlagged())
            facts.append(Text::tr("checks: %1").arg(findings(take)));
        text += QStringLiteral("- **%1** %2\n").arg(Text::tr("Take %1").arg(item.takeNumber), facts.join(QStringLiteral("; ")));
        for (const QString &line : take.notes.split(u'\n', Qt::SkipEmptyParts))
            text += QStringLiteral("  > %1\n").arg(line.trimmed());
    }
    return text.toUtf8();
}

} // namespace

QString checkTitle(const QString &check)
{
    if (check == u"flicker")
        return Text::tr("Flicker");
    if (check == u"blurred")
        return Text::tr("Blurred");
    if (check == u"repeated")
        return Text::tr("Repeated");
    if (check == u"frozen")
        return Text::tr("Frozen");
    if (check == u"black")
        return Text::tr("Black");
    if (check == u"wrong_length")
        return Text::tr("Length");
    return check;
}

std::optional<NotesFormat> notesFormatOf(const QString &file)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    if (ending == u"csv")
        return NotesFormat::Csv;
    if (ending == u"md" || ending == u"txt")
        return NotesFormat::Markdown;
    return {};
}

QByteArray reviewNotes(const timeline::Timeline &timeline, const std::vector<GalleryItem> &items, NotesFormat format)
{
    std::vector<GalleryItem> said;
    std::ranges::copy_if(items, std::back_inserter(said), saysSomething);
    return format == NotesFormat::Csv ? asCsv(timeline, said) : asMarkdown(timeline, said);
}

Result<int> writeReviewNotes(const QString &file, const timeline::Timeline &timeline, const std::vector<GalleryItem> &items)
{
    const auto format = notesFormatOf(file);
    if (!format)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Text::tr("Notes are written as .md, .txt or .csv."))
                                   .withEntity(QStringLiteral("file"), file));
    const auto count = int(std::ranges::count_if(items, saysSomething));
    if (count == 0)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, Text::tr("No take has a verdict, stars, a note, a tag or a finding yet.")));
    QSaveFile out(file);
    const QByteArray bytes = reviewNotes(timeline, items, *format);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return std::unexpected(
            Problem(out.error() == QFileDevice::ResourceError ? ProblemCode::InsufficientStorage : ProblemCode::PermissionDenied,
                    Text::tr("The notes could not be written to \"%1\".").arg(file))
                .withDetail(out.errorString())
                .withEntity(QStringLiteral("file"), file));
    return count;
}

} // namespace sc::generation
