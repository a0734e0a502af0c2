// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/problems.h"

#include "core/timeline/cuts.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/handle_problems.h"
#include "core/timeline/normalise.h"
#include "core/timeline/problem_row.h"
#include "core/timeline/report.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QJsonArray>

#include <algorithm>

namespace sc::timeline {

namespace {

struct Words
{
    const char *name;
    const char *title;
    Severity severity;
};

constexpr std::array<Words, 9> kWords = {{
    {"rule", QT_TRANSLATE_NOOP("sc::timeline", "Broken rules"), Severity::Error},
    {"missing_media", QT_TRANSLATE_NOOP("sc::timeline", "Missing media"), Severity::Error},
    {"overlap", QT_TRANSLATE_NOOP("sc::timeline", "Overlaps"), Severity::Error},
    {"flash_gap", QT_TRANSLATE_NOOP("sc::timeline", "Flash gaps"), Severity::Error},
    {"flash_frame", QT_TRANSLATE_NOOP("sc::timeline", "Flash frames"), Severity::Warning},
    {"transition", QT_TRANSLATE_NOOP("sc::timeline", "Transitions without room"), Severity::Warning},
    {"handles", QT_TRANSLATE_NOOP("sc::timeline", "Transitions beyond their media"), Severity::Warning},
    {"off_beat", QT_TRANSLATE_NOOP("sc::timeline", "Cuts off the beat"), Severity::Warning},
    {"gap", QT_TRANSLATE_NOOP("sc::timeline", "Gaps"), Severity::Info},
}};

const Words &wordsOf(FindingKind kind)
{
    return kWords[static_cast<size_t>(kind)];
}

class Finder
{
public:
    Finder(const Timeline &timeline, const ProblemSources &sources)
        : m_timeline(timeline), m_sources(sources), m_rate(timeline.project.frameRate), m_row(timeline)
    {
    }

    ProblemReport run()
    {
        addMissing();
        if (m_sources.rules)
            findRules();
        for (const RowProblem &problem : m_row.problems())
            addRowProblem(problem);
        std::ranges::move(handleFindings(m_timeline, m_sources.mediaLength), std::back_inserter(m_report.findings));
        findOffBeat();
        for (const Clip *clip : m_row.clips()) {
            ++m_report.clips;
            m_report.totalLength += clip->length;
            m_report.end = std::max(m_report.end, clip->end());
        }
        std::ranges::stable_sort(m_report.findings, [](const Finding &a, const Finding &b) {
            return std::tuple(a.severity(), a.kind, a.range.start) < std::tuple(b.severity(), b.kind, b.range.start);
        });
        return std::move(m_report);
    }

private:
    void addMissing()
    {
        QHash<ClipId, TickRange> ranges; // of the clips that play
        for (const Clip *clip : m_sources.missing.empty() ? std::vector<const Clip *>() : m_row.clips())
            ranges.insert(clip->id, clip->range());
        for (const MissingFile &file : m_sources.missing)
            m_report.findings.push_back({.kind = FindingKind::MissingMedia,
                                         .entityKind = file.entityKind,
                                         .entityId = file.entityId,
                                         .clip = file.clip,
                                         .name = file.name,
                                         .range = ranges.value(file.clip),
                                         .detail = file.path});
    }
    void findRules()
    {
        for (const Breach &breach : validate(m_timeline)) {
            // Overlaps that show have a kind and a fix of their own.
            if (breach.isOverlap && isShown(breach.entityId))
                continue;
            Finding finding{.kind = FindingKind::Rule, .entityKind = breach.entityKind, .entityId = breach.entityId, .detail = breach.text};
            if (breach.entityKind == u"clip")
                finding.clip = ClipId(breach.entityId);
            m_report.findings.push_back(finding);
        }
    }

    bool isShown(const QString &clip) const
    {
        return std::ranges::any_of(m_row.clips(), [&](const Clip *each) { return each->id.text() == clip; });
    }

    bool isLocked(int place) const { return place >= 0 && m_row.places()[static_cast<size_t>(place)].locked; }

    void addRowProblem(const RowProblem &problem)
    {
        Finding finding{.kind = problem.kind, .entityKind = QStringLiteral("clip"), .range = problem.range};
        if (const Clip *clip = m_row.clip(problem.clip)) {
            finding.clip = clip->id;
            finding.entityId = clip->id.text();
            finding.name = clip->name;
        }
        if (const Clip *other = m_row.clip(problem.other)) {
            finding.other = other->id;
            finding.otherName = other->name;
        }
        finding.locked = isLocked(problem.clip) || isLocked(problem.other);
        m_report.findings.push_back(finding);
    }

    void findOffBeat()
    {
        QHash<ClipId, int> places;
        for (int i = 0; i < static_cast<int>(m_row.clips().size()); ++i)
            places.insert(m_row.clip(i)->id, i);
        std::optional<Ticks> before;
        for (const Cut &cut : cutsOf(m_row.clips(), m_row.programEnd())) {
            if (cut.time == before)
                continue; // of two scenes at once
            before = cut.time;
            const auto distance = beatDistance(m_sources.beats, cut.time, m_rate);
            if (!distance || !distance->isOff())
                continue;
            m_report.findings.push_back(
                {.kind = FindingKind::OffBeat,
                 .entityKind = QStringLiteral("clip"),
                 .entityId = cut.clip->id.text(),
                 .clip = cut.clip->id,
                 .name = cut.clip->name,
                 .range = {cut.time, cut.time},
                 .errorFrames = static_cast<double>(distance->error.value()) / static_cast<double>(m_rate.frameLength().value()),
                 .atEnd = cut.isEnd,
                 .locked = isLocked(places.value(cut.clip->id, kNoPlace))});
        }
    }

    const Timeline &m_timeline;
    const ProblemSources &m_sources;
    FrameRate m_rate;
    ProblemRow m_row;
    ProblemReport m_report;
};

QString beside(const Finding &finding)
{
    if (finding.otherName.isEmpty())
        return QCoreApplication::translate("sc::timeline", "before “%1”").arg(finding.name);
    return QCoreApplication::translate("sc::timeline", "between “%1” and “%2”").arg(finding.otherName, finding.name);
}

} // namespace

QString findingKindName(FindingKind kind)
{
    return QString::fromLatin1(wordsOf(kind).name);
}

std::optional<FindingKind> findingKindFromName(const QString &name)
{
    for (const FindingKind kind : kFindingKinds) {
        if (name == findingKindName(kind))
            return kind;
    }
    return std::nullopt;
}

QString findingKindTitle(FindingKind kind)
{
    return QCoreApplication::translate("sc::timeline", wordsOf(kind).title);
}

Severity severityOf(FindingKind kind)
{
    return wordsOf(kind).severity;
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return QStringLiteral("error");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Info:
        return QStringLiteral("info");
    }
    return {};
}

QString findingText(const Finding &finding, FrameRate rate)
{
    const QString amount = lengthText(finding.range.length(), rate);
    switch (finding.kind) {
    case FindingKind::Rule:
        return finding.detail;
    case FindingKind::MissingMedia:
        return QCoreApplication::translate("sc::timeline", "The file of “%1” is missing.").arg(finding.name);
    case FindingKind::Overlap:
        return QCoreApplication::translate("sc::timeline", "“%1” and “%2” overlap by %3.").arg(finding.otherName, finding.name, amount);
    case FindingKind::FlashGap:
        return QCoreApplication::translate("sc::timeline", "A flash of black %1: %2.").arg(beside(finding), amount);
    case FindingKind::FlashFrame:
        return QCoreApplication::translate("sc::timeline", "“%1” only flashes: %2.").arg(finding.name, amount);
    case FindingKind::Transition:
        return QCoreApplication::translate("sc::timeline", "The transition of “%1” has no room: %2.").arg(finding.name, amount);
    case FindingKind::Handles:
        return QCoreApplication::translate("sc::timeline", "The transition from “%1” to “%2” lasts %3, the media of “%4” for %5 of it.")
            .arg(finding.otherName, finding.name, amount, finding.detail, lengthText(finding.allowed, rate));
    case FindingKind::OffBeat:
        return QCoreApplication::translate("sc::timeline", "The cut at “%1” is %2 frames %3 the beat.")
            .arg(finding.name, QString::number(std::abs(finding.errorFrames), 'f', 1),
                 finding.errorFrames > 0 ? QCoreApplication::translate("sc::timeline", "behind")
                                         : QCoreApplication::translate("sc::timeline", "before"));
    case FindingKind::Gap:
        return QCoreApplication::translate("sc::timeline", "A gap %1: %2.").arg(beside(finding), amount);
    }
    return {};
}

int ProblemReport::count(FindingKind kind) const
{
    return static_cast<int>(std::ranges::count(findings, kind, &Finding::kind));
}

int ProblemReport::count(Severity severity) const
{
    return static_cast<int>(std::ranges::count(findings, severity, &Finding::severity));
}

ProblemReport findProblems(const Timeline &timeline, const ProblemSources &sources)
{
    return Finder(timeline, sources).run();
}

QString verdictOf(const ProblemReport &report)
{
    if (report.clips == 0 && report.isGood())
        return QCoreApplication::translate("sc::timeline", "There are no clips yet.");
    QStringList parts;
    for (const FindingKind kind : kFindingKinds) {
        if (const int count = report.count(kind); count > 0)
            parts.append(QStringLiteral("%1 %2").arg(count).arg(findingKindTitle(kind).toLower()));
    }
    if (parts.isEmpty())
        return QCoreApplication::translate("sc::timeline", "Sound: no gaps, no overlaps, every cut on the beat.");
    const QString list = parts.join(QStringLiteral(", "));
    return report.isGood() ? QCoreApplication::translate("sc::timeline", "Sound, with %1.").arg(list)
                           : QCoreApplication::translate("sc::timeline", "Needs work: %1.").arg(list);
}

QJsonObject toJson(const ProblemReport &report, FrameRate rate)
{
    QJsonArray findings;
    for (const Finding &finding : report.findings) {
        QJsonObject json{
            {QStringLiteral("kind"), findingKindName(finding.kind)},
            {QStringLiteral("severity"), severityName(finding.severity())},
            {QStringLiteral("text"), findingText(finding, rate)},
            {QStringLiteral("entity"), QJsonObject{{QStringLiteral("kind"), finding.entityKind}, {QStringLiteral("id"), finding.entityId}}},
            {QStringLiteral("start"), finding.range.start.toSeconds()},
            {QStringLiteral("length"), finding.range.length().toSeconds()},
            {QStringLiteral("frames"), static_cast<qint64>(rate.frameAt(finding.range.length(), Rounding::Nearest))},
        };
        if (!finding.other.isEmpty())
            json.insert(QStringLiteral("other"), finding.other.text());
        if (finding.kind == FindingKind::OffBeat)
            json.insert(QStringLiteral("error_frames"), finding.errorFrames);
        if (finding.kind == FindingKind::Handles)
            json.insert(QStringLiteral("allowed_frames"), static_cast<qint64>(rate.frameAt(finding.allowed, Rounding::Nearest)));
        if (!finding.detail.isEmpty())
            json.insert(QStringLiteral("detail"), finding.detail);
        findings.append(json);
    }
    QJsonObject counts;
    for (const FindingKind kind : kFindingKinds)
        counts.insert(findingKindName(kind), report.count(kind));
    return {{QStringLiteral("findings"), findings},
            {QStringLiteral("counts"), counts},
            {QStringLiteral("errors"), report.count(Severity::Error)},
            {QStringLiteral("warnings"), report.count(Severity::Warning)},
            {QStringLiteral("verdict"), verdictOf(report)},
            {QStringLiteral("good"), report.isGood()}};
}

} // namespace sc::timeline
