// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_dialogs.h"

#include "core/base/text.h"
#include "ui/gallery/filter_panel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

constexpr int kListed = 8;
constexpr int kShots = 9; // in the chooser

QVBoxLayout *freshColumn(QWidget *plate)
{
    delete plate->layout();
    qDeleteAll(plate->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    auto *column = new QVBoxLayout(plate);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    return column;
}

TextLabel *wrapped(const QString &text)
{
    auto *words = new TextLabel(text, TextStyle::Body, Ink::Secondary);
    words->setWrap(true);
    return words;
}

} // namespace

DeleteAsk::DeleteAsk(QWidget *window) : Overlay(window, 440, 160, radius::kDialog) {}

void DeleteAsk::ask(int takes, const QStringList &shots, bool isShared)
{
    QVBoxLayout *column = freshColumn(plate());
    column->addWidget(new TextLabel(
        isShared ? tr("Delete %n from the shared pool?", nullptr, takes) : tr("Delete %n take(s)?", nullptr, takes), TextStyle::Title));
    if (isShared) {
        column->addWidget(
            wrapped(tr("Their files go with them, and undo does not bring them back. Projects that use them keep their own copies.")));
    } else {
        column->addWidget(
            wrapped(tr("%n shot(s) would show nothing of that kind then. Undo brings everything back.", nullptr, int(shots.size()))));
        auto *card = new Plate(Plate::Level::Card);
        auto *list = new QVBoxLayout(card);
        list->setContentsMargins(12, 8, 12, 8);
        list->setSpacing(4);
        for (const QString &shot : shots.mid(0, kListed))
            list->addWidget(new TextLabel(shot, TextStyle::Control));
        if (shots.size() > kListed)
            list->addWidget(new TextLabel(tr("and %1 more").arg(shots.size() - kListed), TextStyle::CaptionLight, Ink::Tertiary));
        column->addWidget(card);
    }
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Keep them"), ControlKind::Quiet);
    connect(leave, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(leave);
    buttons->addStretch(1);
    if (!isShared && takes > int(shots.size())) {
        auto *some = new PushButton(tr("Only those not shown"));
        connect(some, &QPushButton::clicked, this, [this] {
            close();
            Q_EMIT accepted(false);
        });
        buttons->addWidget(some);
    }
    auto *all = new PushButton(tr("Delete %1").arg(takes), ControlKind::Danger);
    connect(all, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT accepted(true);
    });
    buttons->addWidget(all);
    column->addLayout(buttons);
    open(leave);
}

CleanUpDialog::CleanUpDialog(GalleryDesk &desk, QWidget *window)
    : Overlay(window, 480, 140, radius::kDialog), m_desk(desk), m_rows(freshColumn(plate()))
{
}

void CleanUpDialog::openFresh()
{
    if (!m_desk.session())
        return;
    const auto plan = generation::planCleanUp(*m_desk.session());
    if (!reported(m_desk.context(), plan))
        return;
    m_all = *plan;
    m_rejected = generation::onlyRejected(*m_desk.session(), *plan);
    m_rows = freshColumn(plate());
    m_rows->addWidget(new TextLabel(tr("Clean up"), TextStyle::Title));
    m_rows->addWidget(wrapped(tr("What is chosen, approved, rated, tagged, noted on or part of a saved version is never touched.")));
    qint64 orphanBytes = 0;
    for (const QString &file : m_all.orphans)
        orphanBytes += QFileInfo(file).size();
    auto *card = new Plate(Plate::Level::Card);
    auto *list = new QVBoxLayout(card);
    list->setContentsMargins(6, 6, 6, 6);
    list->setSpacing(0);
    const auto add = [&](const QString &text, int count, bool on) {
        auto *row = new FilterRow(text, count, {});
        row->setChecked(on && count > 0);
        row->setEnabled(count > 0);
        list->addWidget(row);
        connect(row, &QAbstractButton::toggled, this, &CleanUpDialog::refresh);
        return row;
    };
    m_takes = add(tr("Takes that nobody wanted, %1").arg(humanSize(m_all.bytes - orphanBytes)), int(m_all.takes.size()), true);
    m_onlyRejected =
        add(tr("Of these only the rejected ones, %1").arg(humanSize(m_rejected.bytes - orphanBytes)), int(m_rejected.takes.size()), false);
    m_files = add(tr("Files that belong to no take, %1").arg(humanSize(orphanBytes)), int(m_all.orphans.size()), true);
    m_rows->addWidget(card);
    m_rows->addWidget(
        wrapped(tr("Takes come back by undo as long as their files are there. Deleting files is for good: files of the takes that go "
                   "now stay until the next clean-up.")));
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Cancel"), ControlKind::Quiet);
    connect(leave, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(leave);
    m_sum = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    buttons->addStretch(1);
    buttons->addWidget(m_sum);
    m_act = new PushButton(tr("Clean up"), ControlKind::Primary);
    connect(m_act, &QPushButton::clicked, this, &CleanUpDialog::run);
    buttons->addWidget(m_act);
    m_rows->addLayout(buttons);
    refresh();
    open(m_act);
}

void CleanUpDialog::setRemoves(bool takes, bool onlyRejected, bool files)
{
    m_takes->setChecked(takes);
    m_onlyRejected->setChecked(onlyRejected);
    m_files->setChecked(files);
}

void CleanUpDialog::refresh()
{
    m_onlyRejected->setEnabled(m_takes->isChecked() && !m_rejected.takes.empty());
    qint64 bytes = 0;
    qint64 orphanBytes = 0;
    for (const QString &file : m_all.orphans)
        orphanBytes += QFileInfo(file).size();
    const generation::CleanUp &plan = m_onlyRejected->isChecked() ? m_rejected : m_all;
    if (m_takes->isChecked())
        bytes += plan.bytes - orphanBytes;
    if (m_files->isChecked())
        bytes += orphanBytes;
    m_sum->setText(humanSize(bytes));
    m_act->setDisabledReason(m_takes->isChecked() || m_files->isChecked() ? QString() : tr("Nothing is marked"));
}

void CleanUpDialog::run()
{
    const bool removes = m_takes->isChecked();
    const bool deletes = m_files->isChecked();
    const generation::CleanUp plan = m_onlyRejected->isChecked() ? m_rejected : m_all;
    close();
    project::ProjectSession *session = m_desk.session();
    if (!session)
        return;
    // Files first: those of the takes that go now are still named then, and undo finds them.
    qint64 freed = 0;
    if (deletes) {
        const auto bytes = generation::deleteOrphans(*session);
        if (!reported(m_desk.context(), bytes))
            return;
        freed = *bytes;
    }
    if (removes && !plan.takes.empty() && !reported(m_desk.context(), generation::removeTakes(*session, plan)))
        return;
    Notice notice;
    notice.level = Notice::Level::Success;
    notice.title = tr("Cleaned up");
    QStringList words;
    if (removes && !plan.takes.empty())
        words.append(tr("%n take(s) removed", nullptr, int(plan.takes.size())));
    if (deletes)
        words.append(tr("%1 freed").arg(humanSize(freed)));
    notice.text = words.join(QStringLiteral(", "));
    if (removes && !plan.takes.empty()) {
        notice.actionLabel = tr("Undo");
        notice.action = [context = &m_desk.context()] {
            if (context->session())
                (void)reported(*context, context->session()->undo());
        };
    }
    Q_EMIT m_desk.context().noticeRaised(notice);
}

ShotChooser::ShotChooser(GalleryDesk &desk, QWidget *window)
    : Overlay(window, 440, 120, radius::kDialog),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Title)),
      m_search(new SearchField(tr("Number or name of a shot"))),
      m_rows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    column->addWidget(m_title);
    m_search->setAccessibleName(tr("Shot"));
    column->addWidget(m_search);
    m_rows->setSpacing(2);
    column->addLayout(m_rows);
    connect(m_search, &QLineEdit::textChanged, this, &ShotChooser::refill);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_shown.empty())
            return;
        const ClipId first = m_shown.front();
        close();
        Q_EMIT chosen(first);
    });
}

void ShotChooser::ask(const QString &title, bool withPool)
{
    m_title->setText(title);
    m_withPool = withPool;
    m_search->clear();
    refill();
    open(m_search);
}

void ShotChooser::refill()
{
    clearLayout(m_rows);
    m_shown.clear();
    if (!m_desk.session())
        return;
    const auto add = [this](const QString &text, const QString &hint, const ClipId &clip) {
        auto *button = new PushButton(hint.isEmpty() ? text : QStringLiteral("%1  (%2)").arg(text, hint), ControlKind::Quiet);
        connect(button, &QPushButton::clicked, this, [this, clip] {
            close();
            Q_EMIT chosen(clip);
        });
        m_rows->addWidget(button, 0, Qt::AlignLeft);
        m_shown.push_back(clip);
    };
    const QString wanted = m_search->text().trimmed();
    if (m_withPool && wanted.isEmpty())
        add(tr("The pool: no shot"), {}, {});
    const timeline::Timeline &timeline = m_desk.session()->timeline();
    int number = 0;
    int left = kShots;
    for (const timeline::Clip *clip : timeline::liveClips(timeline)) {
        ++number;
        const bool fits = wanted.isEmpty() || QString::number(number) == wanted || clip->name.contains(wanted, Qt::CaseInsensitive);
        if (!fits || left == 0)
            continue;
        const timeline::Scene *scene = timeline::findScene(timeline, clip->scene);
        add(QStringLiteral("%1 %2").arg(number).arg(clip->name), scene ? scene->name : QString(), clip->id);
        --left;
    }
    if (m_shown.empty())
        m_rows->addWidget(new TextLabel(tr("No shot has this number or name."), TextStyle::Body, Ink::Secondary));
}

} // namespace sc::ui
