// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/multi_edit_bar.h"

#include "core/timeline/edits.h"
#include "ui/theme/plates.h"
#include "ui/timeline/clip_values.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

QWidget *labelled(const QString &label, FieldChoice *choice, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new TextLabel(label, TextStyle::Caption, Ink::Secondary, box));
    layout->addWidget(choice);
    return box;
}

// "mixed" stands in front and means: leave it.
void fill(FieldChoice *choice, std::vector<FieldChoice::Option> options, const std::optional<QVariant> &shared)
{
    int current = 0;
    if (!shared) {
        options.insert(options.begin(), {MultiEditBar::tr("mixed"), QVariant()});
    } else {
        const auto found = std::ranges::find(options, *shared, &FieldChoice::Option::value);
        if (found == options.end()) {
            options.insert(options.begin(), {shared->toString(), *shared});
        } else {
            current = int(found - options.begin());
        }
    }
    const QSignalBlocker quiet(choice);
    choice->setOptions(std::move(options), current);
    choice->setProperty("before", choice->value());
}

bool isTouched(const FieldChoice *choice)
{
    return choice->value().isValid() && choice->value() != choice->property("before");
}

} // namespace

MultiEditBar::MultiEditBar(TimelineEditor &editor, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_title(new TextLabel({}, TextStyle::BodyStrong, Ink::Primary, this)),
      m_which(new TextLabel({}, TextStyle::Body, Ink::Secondary, this)),
      m_length(new LineField(tr("Length"), true, this)),
      m_shot(new LineField(tr("Shot"), false, this)),
      m_motion(new LineField(tr("Motion, 0 to 1"), true, this)),
      m_scene(new FieldChoice(tr("Scene"), this)),
      m_camera(new FieldChoice(tr("Camera move"), this)),
      m_lock(new FieldChoice(tr("Locked"), this)),
      m_apply(new PushButton(tr("Apply"), ControlKind::Primary, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPadding, 10, space::kPadding, space::kPadding);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_which, 1);
    head->addWidget(new TextLabel(tr("only what you touch changes"), TextStyle::CaptionLight, Ink::Tertiary, this));
    auto *cross = new IconButton(QStringLiteral("close"), tr("Choose nothing"), this);
    cross->setSide(size::kControlSmall);
    head->addWidget(cross);
    layout->addLayout(head);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(10);
    fields->addWidget(m_length, 3, Qt::AlignTop);
    fields->addWidget(labelled(tr("Scene"), m_scene, this), 4, Qt::AlignTop);
    fields->addWidget(m_shot, 3, Qt::AlignTop);
    fields->addWidget(labelled(tr("Camera move"), m_camera, this), 4, Qt::AlignTop);
    fields->addWidget(m_motion, 3, Qt::AlignTop);
    fields->addWidget(labelled(tr("Locked"), m_lock, this), 3, Qt::AlignTop);
    layout->addLayout(fields);
    auto *actions = new QHBoxLayout;
    const auto quiet = [&](const QString &text, const char *icon, ControlKind kind, void (MultiEditBar::*signal)()) {
        auto *button = new PushButton(text, kind, this);
        button->setIconName(QLatin1String(icon));
        connect(button, &QAbstractButton::clicked, this, signal);
        actions->addWidget(button);
    };
    quiet(tr("Alternate"), "alternates", ControlKind::Quiet, &MultiEditBar::alternateRequested);
    quiet(tr("Align"), "magnet", ControlKind::Quiet, &MultiEditBar::alignRequested);
    quiet(tr("Delete"), "trash", ControlKind::Danger, &MultiEditBar::deleteRequested);
    actions->addStretch(1);
    actions->addWidget(m_apply);
    layout->addLayout(actions);
    setAccessibleName(tr("Change several shots"));

    connect(cross, &QAbstractButton::clicked, this, &MultiEditBar::closeRequested);
    connect(m_apply, &QAbstractButton::clicked, this, &MultiEditBar::apply);
    for (FieldChoice *choice : {m_scene, m_camera, m_lock})
        connect(choice, &FieldChoice::currentChanged, this, &MultiEditBar::refreshApply);
    for (LineField *field : {m_length, m_shot, m_motion}) {
        connect(field->edit(), &QLineEdit::textEdited, this, [this, field] {
            field->showProblem({});
            refreshApply();
        });
        connect(field->edit(), &QLineEdit::returnPressed, this, &MultiEditBar::apply);
    }
}

void MultiEditBar::refresh()
{
    if (m_isFilling)
        return;
    m_clips = m_editor.selection().clips();
    const timeline::Timeline &t = m_editor.timeline();
    const ClipValues values = valuesOf(t, m_clips);
    if (values.count < 2)
        return;
    std::optional<QVariant> scene;
    std::optional<QString> shot;
    std::optional<double> motion;
    std::optional<QString> length; // as it is read: "1 bar" wherever it lies
    const CellContext context{t, m_editor.beats(), m_editor.preferences()};
    bool sameLength = true;
    bool sameScene = true;
    bool sameShot = true;
    bool sameMotion = true;
    int locked = 0;
    Ticks together;
    QStringList numbers;
    for (const ClipId &id : m_clips) {
        const timeline::Clip *clip = timeline::findClip(t, id);
        if (!clip)
            continue;
        sameScene = sameScene && (!scene || *scene == QVariant(clip->scene.text()));
        sameShot = sameShot && (!shot || *shot == clip->direction.shotType);
        sameMotion = sameMotion && (!motion || *motion == clip->direction.motionStrength);
        const QString words = cellText(context, *clip, 0, ShotColumn::Length);
        sameLength = sameLength && (!length || *length == words);
        length = words;
        scene = clip->scene.text();
        shot = clip->direction.shotType;
        motion = clip->direction.motionStrength;
        locked += clip->locked ? 1 : 0;
        together += clip->length;
        if (numbers.size() < 5)
            numbers.append(QString::number(m_editor.index().positionOf(id) + 1));
    }
    m_title->setText(tr("%n shots", nullptr, values.count));
    m_which->setText(tr("%1%2, %3 s together")
                         .arg(numbers.join(QStringLiteral(", ")), values.count > 5 ? QStringLiteral(" ...") : QString())
                         .arg(together.toSeconds(), 0, 'f', 2));
    const auto line = [](LineField *field, QString &kept, const std::optional<QString> &text) {
        kept = text.value_or(QString());
        text ? field->setValue(*text) : field->setMixed();
    };
    line(m_length, m_lengthText, sameLength ? length : std::nullopt);
    line(m_shot, m_shotText, sameShot ? shot : std::nullopt);
    line(m_motion, m_motionText, sameMotion && motion ? std::optional(QString::number(*motion)) : std::nullopt);
    std::vector<FieldChoice::Option> scenes;
    for (const timeline::Scene &each : t.scenes) {
        if (each.isLive)
            scenes.push_back({QStringLiteral("%1 %2").arg(each.order + 1).arg(each.name), each.id.text()});
    }
    fill(m_scene, std::move(scenes), sameScene ? scene : std::nullopt);
    std::vector<FieldChoice::Option> moves;
    for (const CameraMove &move : cameraMoves())
        moves.push_back({move.name, move.stored});
    fill(m_camera, std::move(moves), values.cameraMove ? std::optional<QVariant>(*values.cameraMove) : std::nullopt);
    std::vector<FieldChoice::Option> locks{{tr("no"), false}, {tr("yes"), true}};
    const bool partly = locked > 0 && locked < values.count;
    fill(m_lock, std::move(locks), partly ? std::nullopt : std::optional<QVariant>(locked > 0));
    m_lock->setHint(partly ? tr("%1 of %2").arg(locked).arg(values.count) : QString());
    refreshApply();
}

int MultiEditBar::touchedFields() const
{
    int touched = 0;
    for (const FieldChoice *choice : {m_scene, m_camera, m_lock})
        touched += isTouched(choice) ? 1 : 0;
    touched += m_length->edit()->text() != m_lengthText ? 1 : 0;
    touched += m_shot->edit()->text() != m_shotText ? 1 : 0;
    touched += m_motion->edit()->text() != m_motionText ? 1 : 0;
    return touched;
}

void MultiEditBar::refreshApply()
{
    const int n = int(m_clips.size());
    const int touched = touchedFields();
    QString text = tr("Apply to %n", nullptr, n);
    if (touched == 1 && m_length->edit()->text() != m_lengthText)
        text = tr("Apply length to %n", nullptr, n);
    else if (touched == 1 && isTouched(m_scene))
        text = tr("Move %n to the scene", nullptr, n);
    else if (touched == 1 && isTouched(m_lock))
        text = m_lock->value().toBool() ? tr("Lock %n", nullptr, n) : tr("Unlock %n", nullptr, n);
    m_apply->setText(text);
    m_apply->setDisabledReason(touched == 0 ? tr("Nothing was touched yet") : QString());
}

void MultiEditBar::forgetTouched()
{
    m_length->edit()->clearFocus();
    refresh();
}

Result<timeline::Timeline> MultiEditBar::edited()
{
    const CellContext context{m_editor.timeline(), m_editor.beats(), m_editor.preferences()};
    Result<timeline::Timeline> result = m_editor.timeline();
    const auto write = [&](ShotColumn column, const QString &text) {
        if (result)
            result = withCell({*result, context.beats, context.preferences}, m_clips, column, text);
        return result.has_value();
    };
    // Unlocking comes first and locking last, so that both go with other changes.
    const bool unlock = isTouched(m_lock) && !m_lock->value().toBool();
    if (unlock)
        result = timeline::setLocked(*result, {.scenes = {}, .clips = m_clips, .locked = false});
    if (m_shot->edit()->text() != m_shotText && !write(ShotColumn::Shot, m_shot->edit()->text()))
        m_shot->showProblem(result.error().text());
    if (result && isTouched(m_camera))
        write(ShotColumn::Camera, m_camera->value().toString());
    if (result && m_motion->edit()->text() != m_motionText) {
        bool ok = false;
        const double strength = m_motion->edit()->text().trimmed().toDouble(&ok);
        if (!ok || strength < 0 || strength > 1)
            result = std::unexpected(Problem(ProblemCode::ValidationError, tr("0 to 1, for example 0.4")));
        for (const ClipId &id : m_clips) {
            const timeline::Clip *clip = result ? timeline::findClip(*result, id) : nullptr;
            if (!clip)
                continue;
            timeline::EditClip request;
            request.clip = id;
            request.direction = clip->direction;
            request.direction->motionStrength = strength;
            result = timeline::editClip(*result, request);
        }
        if (!result)
            m_motion->showProblem(result.error().text());
    }
    if (result && m_length->edit()->text() != m_lengthText && !write(ShotColumn::Length, m_length->edit()->text()))
        m_length->showProblem(result.error().text());
    if (result && isTouched(m_scene))
        result = timeline::placeClips(*result, {.clips = m_clips, .scene = SceneId(m_scene->value().toString()), .index = 1'000'000});
    if (result && isTouched(m_lock) && !unlock)
        result = timeline::setLocked(*result, {.scenes = {}, .clips = m_clips, .locked = true});
    return result;
}

bool MultiEditBar::apply()
{
    if (touchedFields() == 0)
        return true;
    const Result<timeline::Timeline> result = edited();
    const bool said = m_length->isWrong() || m_shot->isWrong() || m_motion->isWrong();
    if (!result && said)
        return false;
    // Leaving a field says nothing any more: its change is in this step.
    for (LineField *field : {m_length, m_shot, m_motion})
        field->edit()->clearFocus();
    const bool done = m_editor.commit(tr("Change %n shots", nullptr, int(m_clips.size())), result);
    if (done)
        refresh();
    return done;
}

void MultiEditBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface.floating); // rows lie below it
    painter.drawRoundedRect(rect(), radius::kPanel, radius::kPanel);
    drawFloatingPlate(painter, rect(), theme, radius::kPanel);
    // The touched ones carry a dot beside their name.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.brand.blue);
    const auto dot = [&](const QWidget *field, bool touched) {
        if (touched)
            painter.drawEllipse(
                QPointF(field->mapTo(this, QPoint(0, 0)).x() + field->width() - 5, field->mapTo(this, QPoint(0, 0)).y() + 8), 3, 3);
    };
    dot(m_length, m_length->edit()->text() != m_lengthText);
    dot(m_shot, m_shot->edit()->text() != m_shotText);
    dot(m_motion, m_motion->edit()->text() != m_motionText);
    for (const FieldChoice *choice : {m_scene, m_camera, m_lock})
        dot(choice->parentWidget(), isTouched(choice));
}

void MultiEditBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (touchedFields() > 0)
        forgetTouched();
    else
        Q_EMIT closeRequested();
}

} // namespace sc::ui
