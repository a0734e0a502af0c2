// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/take_page.h"

#include "core/base/timecode.h"
#include "core/project/take_shelf.h"
#include "core/timeline/source_time.h"
#include "ui/timeline/picture_commands.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/viewer/take_thumbnails.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/state_page.h"

#include <QtCore/QFileInfo>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

namespace {

enum Page { kEmpty, kSeveral, kList };

QString nameOf(const timeline::Take &take)
{
    if (!take.originalName.isEmpty())
        return take.originalName;
    return take.modelName.isEmpty() ? take.media.path.section(u'/', -1) : take.modelName;
}

} // namespace

TakePage::TakePage(TimelineEditor *editor, QWidget *parent)
    : QStackedWidget(parent),
      m_editor(editor),
      m_list(new RowList(tr("Takes"), this)),
      m_pictures(new TakeThumbnails(this)),
      m_facts(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_stars(new StarsField(16, this)),
      m_reject(new PushButton(tr("Reject"), ControlKind::Default, this))
{
    auto *empty =
        new EmptyState(QStringLiteral("image"), tr("No takes yet"), tr("Drop a picture or a movie on the shot, or add one."), this);
    empty->addAction(tr("Add media..."), true, [this] { edit::askForTakes(*m_editor, window()); });
    addWidget(empty);
    addWidget(new EmptyState(QStringLiteral("select"), tr("Several shots"), tr("Select one shot to see its takes."), this));
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(space::kPadding, 8, space::kPadding, 8);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_facts);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *add = new PushButton(tr("Add media..."), ControlKind::Default, page);
    m_stars->setAccessibleName(tr("Rating"));
    row->addWidget(m_stars);
    row->addStretch();
    m_reject->setKeyCaps(QStringLiteral("X"));
    row->addWidget(m_reject);
    row->addWidget(add);
    layout->addLayout(row);
    addWidget(page);
    m_list->installEventFilter(this);
    connect(m_pictures, &TakeThumbnails::ready, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_takes.clear();
        m_list->setRows({});
        m_pictures->setSession(m_editor->session());
    });
    connect(editor, &TimelineEditor::statesChanged, this, [this] {
        m_pictures->forget(); // a file came or went
        if (currentIndex() == kList && isVisible())
            refresh();
    });
    m_pictures->setSession(editor->session());
    connect(m_list, &RowList::rowChosen, this, [this](const QVariant &value) { choose(TakeId(value.toString())); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TakePage::showCurrent);
    connect(m_stars, &StarsField::rated, this, &TakePage::rate);
    connect(m_reject, &QAbstractButton::clicked, this, &TakePage::reject);
    connect(add, &QAbstractButton::clicked, this, [this] { edit::askForTakes(*m_editor, window()); });
}

void TakePage::setClip(const ClipId &clip, bool readOnly)
{
    m_clip = clip;
    m_readOnly = readOnly;
    refresh();
}

void TakePage::refresh()
{
    const timeline::Clip *clip = m_editor->hasProject() ? timeline::findClip(m_editor->timeline(), m_clip) : nullptr;
    if (!clip) {
        setCurrentIndex(kSeveral);
        return;
    }
    auto takes = m_editor->session()->takes().takesOf(m_clip);
    if (!takes) {
        m_editor->report(takes.error());
        takes = std::vector<timeline::Take>();
    }
    m_takes = std::move(*takes);
    m_missing.clear();
    for (const timeline::Take &take : m_takes) {
        if (!QFileInfo(m_editor->session()->absolutePath(take.media)).isFile())
            m_missing.insert(take.id);
    }
    m_list->setRows(int(m_takes.size()), [this](int index) { return rowOf(m_takes[size_t(index)]); });
    setCurrentIndex(m_takes.empty() ? kEmpty : kList);
    showCurrent();
}

ListRow TakePage::rowOf(const timeline::Take &take) const
{
    const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), m_clip);
    const bool chosen = clip && (clip->selectedImage == take.id || clip->selectedVideo == take.id);
    const bool missing = m_missing.contains(take.id);
    ListRow row;
    row.icon = missing ? QStringLiteral("missing") : take.isVideo() ? QStringLiteral("video") : QStringLiteral("image");
    row.iconInk = missing ? Ink::Danger : chosen ? Ink::Blue : Ink::Secondary;
    row.pictured = true;
    if (!missing)
        row.picture = m_pictures->of(take, kRowPicture, m_list->devicePixelRatioF());
    row.title = nameOf(take);
    const QString length = take.isVideo() ? formatClock(take.length) : tr("still");
    row.detail = tr("%1 x %2, %3").arg(take.width).arg(take.height).arg(length);
    if (missing)
        row.detail = tr("The file is missing");
    if (chosen)
        row.detail += tr(", shown");
    row.figure = QString(take.rating, QChar(0x2605));
    row.figureInk = Ink::Warning;
    row.faded = take.verdict == timeline::TakeVerdict::Rejected;
    row.value = take.id.text();
    return row;
}

void TakePage::showCurrent()
{
    const auto take = std::ranges::find(m_takes, current(), &timeline::Take::id);
    const bool has = take != m_takes.end();
    m_stars->setEnabled(has);
    m_reject->setEnabled(has);
    m_stars->setRating(has ? take->rating : 0);
    m_reject->setText(has && take->verdict == timeline::TakeVerdict::Rejected ? tr("Take back") : tr("Reject"));
    const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), m_clip);
    QString facts = tr("Enter shows a take, 1 to 5 rate it");
    if (clip && m_editor->hasProject()) {
        const Ticks held = timeline::heldAtEnd(*clip, m_editor->session()->takes().mediaLength(*clip));
        const int frames = int(m_editor->frameRate().frameAt(held));
        if (frames > 0)
            facts = tr("The shot is longer than its movie: the last frame is held for %n frames", nullptr, frames);
    }
    m_facts->setText(facts);
}

TakeId TakePage::current() const
{
    return TakeId(m_list->currentValue().toString());
}

void TakePage::report(const Result<> &result)
{
    if (!result)
        m_editor->report(result.error());
}

void TakePage::choose(const TakeId &id)
{
    const auto take = std::ranges::find(m_takes, id, &timeline::Take::id);
    const timeline::Clip *clip = timeline::findClip(m_editor->timeline(), m_clip);
    if (take == m_takes.end() || !clip)
        return;
    const bool chosen = clip->selectedImage == id || clip->selectedVideo == id;
    project::TakeShelf &shelf = m_editor->session()->takes();
    report(chosen ? shelf.chooseNone(m_clip, take->kind) : shelf.choose(m_clip, id));
}

void TakePage::rate(int rating)
{
    if (!current().isEmpty())
        report(m_editor->session()->takes().rate({current()}, rating));
}

void TakePage::reject()
{
    const auto take = std::ranges::find(m_takes, current(), &timeline::Take::id);
    if (take == m_takes.end())
        return;
    const bool rejected = take->verdict == timeline::TakeVerdict::Rejected;
    report(m_editor->session()->takes().judge({take->id}, rejected ? timeline::TakeVerdict::None : timeline::TakeVerdict::Rejected));
}

void TakePage::remove()
{
    if (!current().isEmpty())
        report(m_editor->session()->takes().remove({current()}));
}

bool TakePage::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_list || !isKey)
        return QStackedWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isDigit = key->key() >= Qt::Key_0 && key->key() <= Qt::Key_5;
    const bool isOurs =
        isDigit || key->key() == Qt::Key_X || key->key() == Qt::Key_Delete || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (!isOurs || (key->modifiers() & ~Qt::KeypadModifier) || current().isEmpty())
        return QStackedWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true; // the timeline's own keys wait while a take is meant
    if (isDigit)
        rate(key->key() - Qt::Key_0);
    else if (key->key() == Qt::Key_X)
        reject();
    else if (key->key() == Qt::Key_Delete)
        remove();
    else
        choose(current());
    return true;
}

} // namespace sc::ui
