// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_details.h"

#include "core/project/take_shelf.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/speed_edits.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/field_choice.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QBoxLayout>

#include <cmath>

namespace sc::ui {

namespace {

using timeline::Clip;
using timeline::ClipEdge;
using timeline::EditClip;
using timeline::ShotDirection;
using timeline::Timeline;
using timeline::TransitionKind;

// A shot type or another word of the direction, by the member that holds it.
auto directionWriter(QString ShotDirection::*word)
{
    return [word](const Timeline &t, const Clip &clip, const QString &text) {
        ShotDirection direction = clip.direction;
        direction.*word = text;
        return timeline::editClip(t, {.clip = clip.id, .direction = direction});
    };
}

// Rounded; what is shown and entered again changes nothing.
QString shownMotion(const Clip &clip)
{
    return QString::number(std::round(clip.direction.motionStrength * 100) / 100);
}

Result<Timeline> writeMotion(const Timeline &t, const Clip &clip, const QString &text)
{
    if (text.trimmed() == shownMotion(clip))
        return t;
    bool isNumber = false;
    ShotDirection direction = clip.direction;
    direction.motionStrength = QString(text).replace(u',', u'.').toDouble(&isNumber);
    if (!isNumber)
        return std::unexpected(
            Problem(ProblemCode::ValidationError, ClipDetails::tr("The motion strength is a number from 0 to 1, for example 0.5.")));
    return timeline::editClip(t, {.clip = clip.id, .direction = direction});
}

} // namespace

ClipDetails::ClipDetails(TimelineEditor *editor, QWidget *parent) : QWidget(parent), m_editor(editor)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    addEdge(ClipEdge::In, tr("Transition in"));
    addEdge(ClipEdge::Out, tr("Transition out"));
    addLine(
        tr("Speed"), tr("Change speed"), [](const Clip &c) { return timeline::speedText(timeline::speedOf(c)); },
        [](const Timeline &t, const Clip &c, const QString &text) -> Result<Timeline> {
            SC_TRY_ASSIGN(speed, timeline::parseSpeed(text));
            return timeline::setSpeed(t, {.clip = c.id, .speed = speed});
        },
        true);
    addLine(
        tr("Slip into the media"), tr("Slip shot"), [this](const Clip &c) { return spanText(c.sourceIn); },
        [this](const Timeline &t, const Clip &c, const QString &text) -> Result<Timeline> {
            SC_TRY_ASSIGN(slip, parseSpan(text));
            EditClip edit;
            edit.clip = c.id;
            edit.sourceIn = slip;
            return timeline::editClip(t, edit);
        },
        true);
    addLine(
        tr("Shot type"), tr("Change shot type"), [](const Clip &c) { return c.direction.shotType; },
        directionWriter(&ShotDirection::shotType));
    addLine(
        tr("Camera angle"), tr("Change camera angle"), [](const Clip &c) { return c.direction.cameraAngle; },
        directionWriter(&ShotDirection::cameraAngle));
    addLine(tr("Motion strength"), tr("Change motion strength"), shownMotion, writeMotion, true);
    addText(
        tr("Video prompt"), tr("Change video prompt"), [](const Clip &c) { return c.videoPrompt; },
        [](const Timeline &t, const Clip &c, const QString &text) { return timeline::editClip(t, {.clip = c.id, .videoPrompt = text}); });
    addText(
        tr("Negative prompt"), tr("Change negative prompt"), [](const Clip &c) { return c.negativePrompt; },
        [](const Timeline &t, const Clip &c, const QString &text) {
            return timeline::editClip(t, {.clip = c.id, .negativePrompt = text});
        });
    addText(
        tr("Notes"), tr("Change notes"), [](const Clip &c) { return c.notes; },
        [](const Timeline &t, const Clip &c, const QString &text) { return timeline::editClip(t, {.clip = c.id, .notes = text}); });
}

LineField *ClipDetails::addLine(const QString &label, const QString &step, Read read, Write write, bool mono)
{
    auto *field = new LineField(label, mono, this);
    // Two short fields share a row.
    auto *outer = static_cast<QBoxLayout *>(layout());
    QLayoutItem *last = outer->itemAt(outer->count() - 1);
    auto *row = m_lines.size() % 2 == 1 && last ? qobject_cast<QHBoxLayout *>(last->layout()) : nullptr;
    if (!row) {
        row = new QHBoxLayout;
        row->setSpacing(8);
        outer->addLayout(row);
    }
    row->addWidget(field, 1, Qt::AlignTop);
    connect(field, &LineField::committed, this, [this, field, step, write = std::move(write)](const QString &text) {
        commit(field, step, [&](const Timeline &t, const Clip &clip) { return write(t, clip, text); });
    });
    m_lines.push_back({field, std::move(read)});
    return field;
}

void ClipDetails::addText(const QString &label, const QString &step, Read read, Write write)
{
    auto *field = new TextField(label, 2, this);
    layout()->addWidget(field);
    connect(field, &TextField::committed, this, [this, field, step, write = std::move(write)](const QString &text) {
        commit(field, step, [&](const Timeline &t, const Clip &clip) { return write(t, clip, text); });
    });
    m_blocks.push_back({field, std::move(read)});
}

void ClipDetails::addEdge(ClipEdge edge, const QString &label)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, this));
    auto *kind = new FieldChoice(label, this);
    column->addWidget(kind);
    column->addStretch();
    row->addLayout(column, 3);
    auto *length = new LineField(tr("Length"), true, this);
    row->addWidget(length, 2, Qt::AlignTop);
    static_cast<QBoxLayout *>(layout())->addLayout(row);
    connect(kind, &FieldChoice::currentChanged, this, [this, edge, kind](int) {
        if (kind->value().isValid())
            commitEdge(edge, nullptr, static_cast<TransitionKind>(kind->value().toInt()), std::nullopt);
    });
    connect(length, &LineField::committed, this, [this, edge, length](const QString &text) {
        const Result<Ticks> span = parseSpan(text);
        if (!span)
            return length->showProblem(span.error().text());
        commitEdge(edge, length, std::nullopt, *span);
    });
    m_edges.push_back({edge, kind, length});
}

void ClipDetails::commitEdge(ClipEdge edge, InspectorField *field, std::optional<TransitionKind> kind, std::optional<Ticks> length)
{
    const project::ProjectSession *session = m_editor->session();
    commit(field, tr("Set transition"), [&](const Timeline &t, const Clip &clip) {
        const timeline::TransitionAt now = timeline::transitionAt(t, clip.id, edge);
        const bool isNew = now.isCut();
        timeline::SetTransition request;
        request.clip = clip.id;
        request.edge = edge;
        request.transition.kind = kind.value_or(isNew ? TransitionKind::Dissolve : now.kind);
        request.transition.length = length.value_or(isNew ? Ticks::fromSeconds(0.5) : now.range.length());
        request.place = isNew ? timeline::TransitionPlace::Centred : now.place;
        request.mediaLength = [session](const Clip &each) { return session->takes().mediaLength(each); };
        return timeline::setTransition(t, request);
    });
}

void ClipDetails::commit(InspectorField *field, const QString &step,
                         const std::function<Result<Timeline>(const Timeline &, const Clip &)> &edit)
{
    Result<Timeline> result = m_editor->timeline();
    for (const ClipId &id : m_clips) {
        const Clip *clip = timeline::findClip(*result, id);
        if (!clip)
            continue;
        result = edit(*result, Clip(*clip));
        if (!result)
            break;
    }
    if (field)
        field->showProblem(result ? QString() : result.error().text());
    if (result || !field)
        m_editor->commit(step, result);
    if (!result && !field)
        refresh(std::vector<ClipId>(m_clips), false); // the choice goes back to what is
}

void ClipDetails::refresh(const std::vector<ClipId> &ids, bool readOnly)
{
    m_clips = ids;
    std::vector<const Clip *> clips;
    for (const ClipId &id : ids) {
        if (const Clip *clip = timeline::findClip(m_editor->timeline(), id))
            clips.push_back(clip);
    }
    const auto show = [&](auto *field, const Read &read) {
        std::optional<QString> shared;
        bool mixed = false;
        for (const Clip *clip : clips) {
            const QString value = read(*clip);
            mixed = mixed || (shared && *shared != value);
            shared = value;
        }
        if (mixed)
            field->setMixed();
        else
            field->setValue(shared.value_or(QString()));
        field->setReadOnly(readOnly);
    };
    for (const Line &line : m_lines)
        show(line.field, line.read);
    for (const Block &block : m_blocks)
        show(block.field, block.read);
    for (const Edge &edge : m_edges)
        refreshEdge(edge, clips, readOnly);
}

void ClipDetails::refreshEdge(const Edge &edge, const std::vector<const Clip *> &clips, bool readOnly)
{
    std::optional<TransitionKind> kind;
    std::optional<Ticks> length;
    bool mixedKind = false;
    bool mixedLength = false;
    for (const Clip *clip : clips) {
        const timeline::TransitionAt now = timeline::transitionAt(m_editor->timeline(), clip->id, edge.edge);
        mixedKind = mixedKind || (kind && *kind != now.kind);
        mixedLength = mixedLength || (length && *length != now.range.length());
        kind = now.kind;
        length = now.range.length();
    }
    std::vector<FieldChoice::Option> options = {{tr("Cut"), int(TransitionKind::Cut)},
                                                {tr("Dissolve"), int(TransitionKind::Dissolve)},
                                                {tr("Fade through black"), int(TransitionKind::FadeBlack)},
                                                {tr("Fade through white"), int(TransitionKind::FadeWhite)},
                                                {tr("Wipe"), int(TransitionKind::Wipe)}};
    if (mixedKind)
        options.insert(options.begin(), {tr("mixed"), QVariant()});
    const QSignalBlocker quiet(edge.kind);
    edge.kind->setOptions(std::move(options), mixedKind ? 0 : int(kind.value_or(TransitionKind::Cut)));
    edge.kind->setEnabled(!readOnly);
    if (mixedLength)
        edge.length->setMixed();
    else
        edge.length->setValue(spanText(length.value_or(Ticks())));
    edge.length->setReadOnly(readOnly);
}

Result<Ticks> ClipDetails::parseSpan(const QString &text) const
{
    QString word = text.trimmed().toLower();
    word.replace(u',', u'.');
    bool isNumber = false;
    if (word.endsWith(QLatin1String("s"))) {
        const double seconds = word.chopped(1).trimmed().toDouble(&isNumber);
        if (isNumber && std::isfinite(seconds) && seconds >= 0 && seconds <= 10'000)
            return m_editor->frameRate().snap(Ticks::fromSeconds(seconds));
    } else {
        for (const char *unit : {"fr", "f"}) {
            if (word.endsWith(QLatin1String(unit)))
                word = word.chopped(int(qstrlen(unit))).trimmed();
        }
        const int frames = word.toInt(&isNumber);
        if (isNumber && frames >= 0)
            return m_editor->frameRate().timeOf(frames);
    }
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("Write a number of frames like 12, or seconds like 0.5 s.")));
}

QString ClipDetails::spanText(Ticks length) const
{
    return tr("%1 fr").arg(m_editor->frameRate().frameAt(length, Rounding::Nearest));
}

} // namespace sc::ui
