// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/watch_folders.h"

#include "core/library/library.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>

namespace sc::ui {

WatchFolders::WatchFolders(AppContext &context, QWidget *window) : Overlay(window, 520, 110, radius::kDialog), m_context(context) {}

void WatchFolders::openNow()
{
    rebuild();
    open(plate()->findChild<PushButton *>(QStringLiteral("add")));
}

void WatchFolders::rebuild()
{
    delete plate()->layout();
    const auto old = plate()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *child : old) {
        child->setObjectName(QString());
        child->hide();
        child->deleteLater(); // one of them may be the sender
    }
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    column->addWidget(new TextLabel(tr("Watched folders"), TextStyle::Title));
    auto *words = new TextLabel(tr("New songs in these folders come into the library by themselves, at start and while the program runs."),
                                TextStyle::Body, Ink::Secondary);
    words->setWrap(true);
    column->addWidget(words);
    const QStringList folders = m_context.library().watchFolders();
    for (const QString &folder : folders) {
        auto *card = new Plate(Plate::Level::Card);
        auto *line = new QHBoxLayout(card);
        line->setContentsMargins(12, 6, 6, 6);
        line->setSpacing(10);
        auto *names = new QVBoxLayout;
        names->setSpacing(0);
        names->addWidget(new TextLabel(QFileInfo(folder).fileName().isEmpty() ? folder : QFileInfo(folder).fileName(), TextStyle::Control));
        auto *path = new TextLabel(QDir::toNativeSeparators(folder), TextStyle::CaptionLight, Ink::Secondary);
        path->setElide(Qt::ElideMiddle);
        names->addWidget(path);
        line->addLayout(names, 1);
        if (!QFileInfo(folder).isDir())
            line->addWidget(new TextLabel(tr("not there now"), TextStyle::CaptionLight, Ink::Warning));
        auto *away = new IconButton(QStringLiteral("close"), tr("Watch it no longer"));
        away->setSide(28);
        connect(away, &QAbstractButton::clicked, this, [this, folder] { remove(folder); });
        line->addWidget(away);
        column->addWidget(card);
    }
    if (folders.isEmpty()) {
        auto *none = new TextLabel(tr("No folder is watched."), TextStyle::Body, Ink::Tertiary);
        none->setAlignment(Qt::AlignCenter);
        auto *well = new Plate(Plate::Level::Well);
        auto *inside = new QVBoxLayout(well);
        inside->setContentsMargins(12, 18, 12, 18);
        inside->addWidget(none);
        column->addWidget(well);
    }
    auto *buttons = new QHBoxLayout;
    auto *add = new PushButton(tr("Add a folder"));
    add->setIconName(QStringLiteral("plus"));
    add->setObjectName(QStringLiteral("add"));
    connect(add, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(window(), tr("Watch a folder"));
        if (!folder.isEmpty())
            this->add(folder);
    });
    buttons->addWidget(add);
    buttons->addStretch(1);
    auto *done = new PushButton(tr("Close"));
    connect(done, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(done);
    column->addLayout(buttons);
    place();
}

void WatchFolders::add(const QString &folder)
{
    QStringList folders = m_context.library().watchFolders();
    if (folders.contains(QDir::cleanPath(folder)))
        return;
    folders.append(QDir::cleanPath(folder));
    if (reported(m_context, m_context.library().setWatchFolders(folders)))
        rebuild();
}

void WatchFolders::remove(const QString &folder)
{
    QStringList folders = m_context.library().watchFolders();
    folders.removeAll(folder);
    if (reported(m_context, m_context.library().setWatchFolders(folders)))
        rebuild();
}

} // namespace sc::ui
